#include "gui/charts/matrix_scene.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr double matrixMargin_px = 8.0;
constexpr double narrow_px = 480.0;  ///< below it the scale of the colours leaves its room to the labels
constexpr double matrixGap_px = 6.0;
constexpr double barWidth_px = 14.0;
constexpr double labelShare = 0.35;  ///< of width and height, where labels and cells have too little
constexpr double rowShare = 0.8;     ///< of the height of a line: how close the rows may be then
constexpr int smallestText_px = 8;
constexpr double captionShare = 0.2;  ///< of the height, at most
constexpr double fewestCells = 2.0;
constexpr QRgb negative = 0xFF2166AC;
constexpr QRgb positive = 0xFFB2182B;

QString shown(double value)
{
    return QLocale::c().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
}

bool isDark(const QColor& colour)
{
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF() < 0.5;
}

}  // namespace

QColor divergingColour(double value, const QColor& ground)
{
    const QColor end = QColor::fromRgb(value < 0.0 ? negative : positive);
    const double share = std::clamp(std::abs(value), 0.0, 1.0);
    const auto between = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {between(ground.red(), end.red()), between(ground.green(), end.green()), between(ground.blue(), end.blue())};
}

MatrixScene::MatrixScene(QObject* parent) : QGraphicsScene(parent)
{
    setSceneRect(0.0, 0.0, 640.0, 400.0);
    setTextFont(QGuiApplication::font());
}

void MatrixScene::setModel(MatrixModel model)
{
    if (model.labels != m_model.labels) {
        m_seen = QRectF(0.0, 0.0, 1.0, 1.0);
    }
    m_model = std::move(model);
    arrange();
}

void MatrixScene::setSize(const QSizeF& size)
{
    setSceneRect(QRectF(QPointF(), size));
    arrange();
}

void MatrixScene::setTheme(const ChartTheme& theme)
{
    m_theme = theme;
    update();
}

void MatrixScene::setTextFont(const QFont& font)
{
    m_font = font;
    arrange();
}

void MatrixScene::arrange()
{
    const QFontMetricsF metrics(m_font);
    const QSizeF size = sceneRect().size();
    const double numbers = metrics.horizontalAdvance(shown(-0.5));
    const bool narrow = size.width() < narrow_px;
    m_barFont = m_font;
    if (narrow) {
        m_barFont.setPixelSize(std::min(smallestLabel_px, QFontInfo(m_font).pixelSize()));
    }
    m_hasTitle = !narrow && !m_model.quantity.isEmpty();
    const double title = m_hasTitle ? matrixGap_px + metrics.height() : 0.0;
    const double right = (narrow ? 1 : 2) * matrixMargin_px + barWidth_px + matrixGap_px +
                         QFontMetricsF(m_barFont).horizontalAdvance(shown(-0.5)) + title + matrixMargin_px;
    const QRectF captionRoom(0.0, 0.0, size.width() - 2 * matrixMargin_px, size.height() * captionShare);
    m_captionHeight = std::max(
        metrics.height(),
        std::min(captionRoom.height(), metrics.boundingRect(captionRoom, Qt::TextWordWrap, m_model.caption).height()));
    const double foot = matrixGap_px + m_captionHeight + matrixMargin_px;
    const QSizeF shared(size.width() - matrixMargin_px - right, size.height() - matrixMargin_px - foot);
    const double numberShare = static_cast<double>(smallestText_px) / QFontInfo(m_font).pixelSize();
    m_labels = fitLabels(m_model.labels, m_font, shared, {numbers * numberShare + 3.0, smallestText_px + 4.0});
    const double length = m_labels.length;
    // Rows and columns may be nearly as close as the letters of their labels.
    const double cells = rowShare * static_cast<double>(m_labels.texts.size()) * QFontMetricsF(m_labels.font).height();
    const auto room = [&](double whole, double between) {
        return std::min(length, std::max(whole * labelShare, between - cells));
    };
    const double left = matrixMargin_px + room(size.width(), shared.width());
    const double below = room(size.height(), shared.height()) + foot;
    m_cells = QRectF(left, matrixMargin_px, std::max(1.0, size.width() - left - right),
                     std::max(1.0, size.height() - below - matrixMargin_px));
    m_bar = QRectF(m_cells.right() + (narrow ? 1 : 2) * matrixMargin_px, m_cells.top(), barWidth_px, m_cells.height());
    update();
}

void MatrixScene::setSeen(const QRectF& seen)
{
    const double least =
        std::min(fewestCells / static_cast<double>(std::max<qsizetype>(m_model.labels.size(), 1)), 1.0);
    const double width = std::clamp(seen.width(), least, 1.0);
    const double height = std::clamp(seen.height(), least, 1.0);
    m_seen =
        QRectF(std::clamp(seen.left(), 0.0, 1.0 - width), std::clamp(seen.top(), 0.0, 1.0 - height), width, height);
    update();
}

QRect MatrixScene::seenCells() const
{
    constexpr double rounding = 1e-6;  // of a cell: what a zoom leaves of one beyond the edge is none
    const auto count = static_cast<double>(m_model.labels.size());
    const auto first = [count](double share) { return static_cast<int>(std::floor(share * count + rounding)); };
    const auto last = [count](double share) { return static_cast<int>(std::ceil(share * count - rounding)) - 1; };
    return {QPoint(first(m_seen.left()), first(m_seen.top())), QPoint(last(m_seen.right()), last(m_seen.bottom()))};
}

QRectF MatrixScene::cellPlace(int row, int column) const
{
    const auto count = static_cast<double>(std::max<qsizetype>(m_model.labels.size(), 1));
    const double width = m_cells.width() / (count * m_seen.width());
    const double height = m_cells.height() / (count * m_seen.height());
    return {m_cells.left() + (column - m_seen.left() * count) * width,
            m_cells.top() + (row - m_seen.top() * count) * height, width, height};
}

void MatrixScene::drawBackground(QPainter* painter, const QRectF& exposed)
{
    painter->fillRect(exposed, m_theme.ground);
    painter->setFont(m_font);
    if (m_model.labels.isEmpty()) {
        painter->setPen(m_theme.faintText);
        painter->drawText(sceneRect(), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, m_model.note);
        return;
    }
    drawCells(*painter);
    drawLabels(*painter);
    drawColourBar(*painter);
    drawCaption(*painter);
}

void MatrixScene::drawCells(QPainter& painter) const
{
    const int count = static_cast<int>(m_model.labels.size());
    const bool whole = m_seen == QRectF(0.0, 0.0, 1.0, 1.0);  // a picture of lines may know no clipping
    painter.save();
    if (!whole) {
        painter.setClipRect(m_cells, Qt::IntersectClip);
    }
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < count; ++column) {
            if (whole || cellPlace(row, column).intersects(m_cells)) {
                drawCell(painter, row, column);
            }
        }
    }
    drawGaps(painter);
    painter.restore();
}

/// Lines between the cells: gaps that were only left out of them are lost in some programs that show pictures.
void MatrixScene::drawGaps(QPainter& painter) const
{
    const int count = static_cast<int>(m_model.labels.size());
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 0; i <= count; ++i) {
        const QPointF corner = cellPlace(i, i).topLeft();
        if (corner.x() >= m_cells.left() - 1.0 && corner.x() <= m_cells.right() + 1.0) {
            painter.fillRect(QRectF(corner.x() - 0.5, m_cells.top(), 1.0, m_cells.height()), m_theme.ground);
        }
        if (corner.y() >= m_cells.top() - 1.0 && corner.y() <= m_cells.bottom() + 1.0) {
            painter.fillRect(QRectF(m_cells.left(), corner.y() - 0.5, m_cells.width(), 1.0), m_theme.ground);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void MatrixScene::drawCell(QPainter& painter, int row, int column) const
{
    const MatrixModel::Cell& cell = m_model.cell(row, column);
    const QRectF place = cellPlace(row, column);
    const QColor colour = cell.value ? divergingColour(*cell.value, m_theme.ground) : m_theme.grid;
    painter.fillRect(place, colour);
    const QRectF inner = place.adjusted(1.0, 1.0, -1.0, -1.0);
    const QString number = cell.value ? shown(*cell.value) : QStringLiteral("–");
    const QString samples = tr("n %1").arg(cell.samples);
    const auto write = [&](const QFont& font, const QRectF& where, const QString& text) {
        painter.setFont(font);
        painter.setPen(isDark(colour) ? QColor(0xFFFFFF) : QColor(0x1A1A1A));
        painter.drawText(where, Qt::AlignCenter, text);
    };
    QFont font = numberFont(inner.size(), 2);
    if (font.pixelSize() >= smallestText_px && QFontMetricsF(font).horizontalAdvance(samples) <= inner.width()) {
        const double middle = inner.center().y();
        const double height = QFontMetricsF(font).height();
        write(font, QRectF(inner.left(), middle - height, inner.width(), height), number);
        font.setPixelSize(std::max(font.pixelSize() * 8 / 10, smallestText_px));
        write(font, QRectF(inner.left(), middle, inner.width(), QFontMetricsF(font).height()), samples);
        return;
    }
    font = numberFont(inner.size(), 1);
    if (font.pixelSize() >= smallestText_px) {
        write(font, inner, number);
    }
}

QFont MatrixScene::numberFont(const QSizeF& room, int lines) const
{
    const QFontMetricsF metrics(m_font);
    const double share = std::min(
        {1.0, room.height() / (lines * metrics.height()), room.width() / metrics.horizontalAdvance(shown(-0.5))});
    QFont font = m_font;
    font.setPixelSize(std::max(1, static_cast<int>(QFontInfo(m_font).pixelSize() * share)));
    return font;
}

int MatrixScene::labelStride(double distance_px) const
{
    const bool broken = std::any_of(m_labels.texts.begin(), m_labels.texts.end(),
                                    [](const QString& label) { return label.contains(QLatin1Char('\n')); });
    const double height = (broken ? mostLabelLines : 1) * QFontMetricsF(m_labels.font).height();
    constexpr double rounding = 1e-6;
    return std::max(1, static_cast<int>(std::ceil(letterShare * height / distance_px - rounding)));
}

void MatrixScene::drawLabels(QPainter& painter) const
{
    const int count = static_cast<int>(m_labels.texts.size());
    const QFontMetricsF metrics(m_labels.font);
    const double height = mostLabelLines * metrics.height();
    constexpr auto outwards = static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    painter.setPen(m_theme.text);
    painter.setFont(m_labels.font);
    const double beside = m_cells.left() - matrixGap_px - matrixMargin_px;
    for (int i = 0; i < count; i += labelStride(cellPlace(0, 0).height())) {
        const double middle = cellPlace(i, 0).center().y();
        if (middle >= m_cells.top() && middle <= m_cells.bottom()) {
            painter.drawText(QRectF(matrixMargin_px, middle - height / 2, beside, height), outwards,
                             elidedLines(m_labels.texts[i], metrics, beside));
        }
    }
    const double under =
        sceneRect().bottom() - matrixMargin_px - m_captionHeight - matrixGap_px - m_cells.bottom() - matrixGap_px;
    for (int i = 0; i < count; i += labelStride(cellPlace(0, 0).width())) {
        const double middle = cellPlace(0, i).center().x();
        if (middle >= m_cells.left() && middle <= m_cells.right()) {
            painter.save();
            painter.translate(middle, m_cells.bottom() + matrixGap_px);
            painter.rotate(-90.0);
            painter.drawText(QRectF(-under, -height / 2, under, height), outwards,
                             elidedLines(m_labels.texts[i], metrics, under));
            painter.restore();
        }
    }
}

void MatrixScene::drawCaption(QPainter& painter) const
{
    painter.setFont(m_font);
    painter.setPen(m_theme.faintText);
    const QRectF below(matrixMargin_px, sceneRect().bottom() - matrixMargin_px - m_captionHeight,
                       sceneRect().width() - 2 * matrixMargin_px, m_captionHeight + 1.0);
    painter.drawText(below, static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, m_model.caption);
}

void MatrixScene::drawColourBar(QPainter& painter) const
{
    QLinearGradient gradient(m_bar.bottomLeft(), m_bar.topLeft());
    gradient.setColorAt(0.0, divergingColour(-1.0, m_theme.ground));
    gradient.setColorAt(0.5, m_theme.ground);
    gradient.setColorAt(1.0, divergingColour(1.0, m_theme.ground));
    painter.fillRect(m_bar, gradient);
    painter.setPen(m_theme.frame);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_bar);
    painter.setPen(m_theme.text);
    painter.setFont(m_barFont);
    const QFontMetricsF metrics(m_barFont);
    for (const double tick : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const double y = m_bar.bottom() - (tick + 1.0) / 2.0 * m_bar.height();
        const double top = std::clamp(y - metrics.height() / 2, m_bar.top() - matrixGap_px,
                                      m_bar.bottom() + matrixGap_px - metrics.height());
        painter.drawText(
            QRectF(m_bar.right() + matrixGap_px, top, metrics.horizontalAdvance(shown(-0.5)), metrics.height()),
            static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
            QLocale::c().toString(tick, 'f', 1).replace(QLatin1Char('-'), QChar(0x2212)));
    }
    if (!m_hasTitle) {
        return;
    }
    painter.save();
    painter.translate(sceneRect().right() - matrixMargin_px - metrics.height() / 2, m_bar.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-m_bar.height() / 2, -metrics.height() / 2, m_bar.height(), metrics.height()),
                     Qt::AlignCenter, metrics.elidedText(m_model.quantity, Qt::ElideRight, m_bar.height()));
    painter.restore();
}

}  // namespace aurora::gui
