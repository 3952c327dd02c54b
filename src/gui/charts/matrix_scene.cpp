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

constexpr double margin_px = 12.0;
constexpr double gap_px = 6.0;
constexpr double barWidth_px = 14.0;
constexpr double labelShare = 0.35;     ///< of width and height: what labels may always have
constexpr double mostLabelShare = 0.6;  ///< what they may have where the cells keep room for their numbers
constexpr int smallestText_px = 8;
constexpr int smallestLabel_px = 10;
constexpr double fewestCells = 2.0;
constexpr QRgb negative = 0xFF2166AC;
constexpr QRgb positive = 0xFFB2182B;

QString shown(double value)
{
    return QLocale::c().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
}

QString barText(double tick)
{
    return QLocale::c().toString(tick, 'f', 1).replace(QLatin1Char('-'), QChar(0x2212));
}

double longest(const QStringList& labels, const QFontMetricsF& metrics)
{
    double width = 0.0;
    for (const QString& label : labels) {
        width = std::max(width, metrics.horizontalAdvance(label));
    }
    return width;
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
    m_smallFont = font;
    m_smallFont.setPointSizeF(font.pointSizeF() * 0.8);
    arrange();
}

/// How long labels may be: as long as they are, where the cells keep room for their numbers. Cells that are too small
/// for numbers need no more than the line of a label.
/// @param whole    width or height of the picture
/// @param between  what labels and cells share of it
/// @param number   what a cell needs for its number
double MatrixScene::labelRoom(double whole, double between, double number) const
{
    const auto count = static_cast<double>(m_model.labels.size());
    const double label = longest(m_model.labels, QFontMetricsF(m_font)) + gap_px;
    const double smallestNumber = number * smallestText_px / QFontInfo(m_font).pixelSize();
    const bool hasNumbers = between - whole * labelShare >= count * smallestNumber;
    const double cells = count * (hasNumbers ? number : QFontMetricsF(smallestLabelFont()).height());
    return std::min(label, std::clamp(between - cells, whole * labelShare, whole * mostLabelShare));
}

QFont MatrixScene::smallestLabelFont() const
{
    QFont font = m_font;
    font.setPixelSize(smallestLabel_px);
    return font;
}

void MatrixScene::arrange()
{
    const QFontMetricsF metrics(m_font);
    const double number = metrics.horizontalAdvance(shown(-0.5)) + 2.0;
    const double right = margin_px + metrics.horizontalAdvance(barText(-0.5)) + gap_px + barWidth_px + margin_px;
    const double foot = metrics.height() + gap_px + margin_px;  // the caption
    const double left = margin_px + labelRoom(sceneRect().width(), sceneRect().width() - 2 * margin_px - right, number);
    const double below =
        foot + labelRoom(sceneRect().height(), sceneRect().height() - 2 * margin_px - foot, metrics.height());
    m_cells = QRectF(left, margin_px, std::max(1.0, sceneRect().width() - left - right),
                     std::max(1.0, sceneRect().height() - below - margin_px));
    m_bar = QRectF(m_cells.right() + margin_px, m_cells.top(), barWidth_px, m_cells.height());
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
    painter.restore();
}

void MatrixScene::drawCell(QPainter& painter, int row, int column) const
{
    const MatrixModel::Cell& cell = m_model.cell(row, column);
    const QRectF place = cellPlace(row, column);
    const QColor colour = cell.value ? divergingColour(*cell.value, m_theme.ground) : m_theme.grid;
    const QRectF inner = place.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.fillRect(inner, colour);
    const QString number = cell.value ? shown(*cell.value) : QStringLiteral("–");
    const QString samples = tr("n %1").arg(cell.samples);
    const QFontMetricsF metrics(m_font);
    const QFontMetricsF small(m_smallFont);
    const bool dark = isDark(colour);
    const QFont fitting = numberFont(inner.size());
    const auto write = [&](const QFont& font, const QRectF& where, const QString& text) {
        painter.setFont(font);
        painter.setPen(dark ? QColor(0xFFFFFF) : QColor(0x1A1A1A));
        painter.drawText(where, Qt::AlignCenter, text);
    };
    const bool wide = inner.width() > metrics.horizontalAdvance(shown(-0.5)) + 2.0 &&
                      inner.width() > small.horizontalAdvance(samples);
    if (wide && inner.height() > metrics.height() + small.height()) {
        const double middle = inner.center().y() + (metrics.height() - small.height()) / 2;
        write(m_font, QRectF(inner.left(), middle - metrics.height(), inner.width(), metrics.height()), number);
        write(m_smallFont, QRectF(inner.left(), middle, inner.width(), small.height()), samples);
    } else if (fitting.pixelSize() >= smallestText_px) {
        write(fitting, inner, number);
    }
}

QFont MatrixScene::numberFont(const QSizeF& room) const
{
    const QFontMetricsF metrics(m_font);
    const double share = std::min(
        {1.0, room.height() / metrics.height(), room.width() / (metrics.horizontalAdvance(shown(-0.5)) + 2.0)});
    QFont font = m_font;
    font.setPixelSize(static_cast<int>(QFontInfo(m_font).pixelSize() * share));
    return font;
}

/// The text font, smaller where the labels stand closer together than its lines, or are longer than their room; where
/// even the smallest is too high, every second or third label has room.
MatrixScene::LabelFont MatrixScene::labelFont(double distance_px, double room_px) const
{
    LabelFont fitting{m_font, 1};
    const QFontMetricsF metrics(m_font);
    const double share = std::min(distance_px / metrics.height(), room_px / longest(m_model.labels, metrics));
    if (share >= 1.0) {
        return fitting;
    }
    const double pixels = QFontInfo(m_font).pixelSize() * share;
    fitting.font.setPixelSize(std::max(static_cast<int>(pixels), smallestLabel_px));
    fitting.stride = static_cast<int>(std::ceil(QFontMetricsF(fitting.font).height() / distance_px));
    return fitting;
}

void MatrixScene::drawLabels(QPainter& painter) const
{
    const int count = static_cast<int>(m_model.labels.size());
    painter.setPen(m_theme.text);
    const LabelFont beside = labelFont(cellPlace(0, 0).height(), m_cells.left() - gap_px - margin_px);
    const QFontMetricsF besideMetrics(beside.font);
    painter.setFont(beside.font);
    for (int i = 0; i < count; i += beside.stride) {
        if (const double middle = cellPlace(i, 0).center().y(); middle < m_cells.top() || middle > m_cells.bottom()) {
            continue;
        }
        const QRectF place(margin_px, cellPlace(i, 0).center().y() - besideMetrics.height() / 2,
                           m_cells.left() - gap_px - margin_px, besideMetrics.height());
        painter.drawText(place, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                         besideMetrics.elidedText(m_model.labels[i], Qt::ElideMiddle, place.width()));
    }
    const QFontMetricsF metrics(m_font);
    const double captionHeight = metrics.height() + gap_px;
    const double room = sceneRect().bottom() - margin_px - captionHeight - m_cells.bottom() - gap_px;
    const LabelFont under = labelFont(cellPlace(0, 0).width(), room);
    const QFontMetricsF underMetrics(under.font);
    painter.setFont(under.font);
    for (int i = 0; i < count; i += under.stride) {
        if (const double middle = cellPlace(0, i).center().x(); middle < m_cells.left() || middle > m_cells.right()) {
            continue;
        }
        painter.save();
        painter.translate(cellPlace(0, i).center().x(), m_cells.bottom() + gap_px);
        painter.rotate(-90.0);
        painter.drawText(QRectF(-room, -underMetrics.height() / 2, room, underMetrics.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                         underMetrics.elidedText(m_model.labels[i], Qt::ElideMiddle, room));
        painter.restore();
    }
    painter.setFont(m_font);
    painter.setPen(m_theme.faintText);
    const QRectF below(margin_px, sceneRect().bottom() - margin_px - metrics.height(),
                       sceneRect().width() - 2 * margin_px, metrics.height());
    painter.drawText(below, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                     metrics.elidedText(m_model.caption, Qt::ElideRight, below.width()));
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
    painter.setFont(m_font);
    const QFontMetricsF metrics(m_font);
    for (const double tick : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const double y = m_bar.bottom() - (tick + 1.0) / 2.0 * m_bar.height();
        const double top =
            std::clamp(y - metrics.height() / 2, m_bar.top() - gap_px, m_bar.bottom() + gap_px - metrics.height());
        painter.drawText(
            QRectF(m_bar.right() + gap_px, top, metrics.horizontalAdvance(barText(-0.5)), metrics.height()),
            static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), barText(tick));
    }
}

}  // namespace aurora::gui
