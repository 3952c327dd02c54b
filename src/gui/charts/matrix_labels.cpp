#include "gui/charts/matrix_labels.h"

#include "gui/charts/export_name.h"

#include <QFontInfo>

#include <algorithm>
#include <array>
#include <optional>

namespace aurora::gui {

namespace {

constexpr double labelGap_px = 6.0;

/// The width of the longest line.
double longest(const QStringList& labels, const QFontMetricsF& metrics)
{
    double width = 0.0;
    for (const QString& label : labels) {
        for (const QString& line : label.split(QLatin1Char('\n'))) {
            width = std::max(width, metrics.horizontalAdvance(line));
        }
    }
    return width;
}

/// The label in so many lines of about the same length.
QString broken(const QString& label, int lines, const QFontMetricsF& metrics)
{
    if (lines < mostLabelLines) {
        return label;
    }
    QString best = label;
    double shortest = metrics.horizontalAdvance(label);
    for (qsizetype space = label.indexOf(QLatin1Char(' ')); space >= 0;
         space = label.indexOf(QLatin1Char(' '), space + 1)) {
        const double width =
            std::max(metrics.horizontalAdvance(label.left(space)), metrics.horizontalAdvance(label.mid(space + 1)));
        if (width < shortest) {
            shortest = width;
            best = label.left(space) + QLatin1Char('\n') + label.mid(space + 1);
        }
    }
    return best;
}

QStringList brokenAll(const QStringList& labels, int lines, const QFontMetricsF& metrics)
{
    QStringList all;
    for (const QString& label : labels) {
        all.append(broken(label, lines, metrics));
    }
    return all;
}

/// The labels without their units, which an association has none of, where they are told apart without them.
QStringList withoutUnits(const QStringList& labels)
{
    QStringList all;
    for (const QString& label : labels) {
        all.append(withoutUnit(label));
    }
    QStringList result = all;
    for (qsizetype i = 0; i < all.size(); ++i) {
        result[i] = all.count(all[i]) == 1 ? all[i] : labels[i];
    }
    return result;
}

/// The text in so many lines, in the largest letters that leave each cell its size.
std::optional<MatrixLabels> fitted(const QStringList& text, const QFont& font, int lines, const QSizeF& room,
                                   const QSizeF& cell)
{
    const QFontMetricsF metrics(font);
    const int usual_px = QFontInfo(font).pixelSize();
    const auto count = static_cast<double>(std::max<qsizetype>(text.size(), 1));
    const QStringList labels = brokenAll(text, lines, metrics);
    const double usual = longest(labels, metrics);
    for (int pixels = usual_px; pixels >= std::min(smallestLabel_px, usual_px); --pixels) {
        const double length = usual * pixels / usual_px * 1.03 + labelGap_px;
        const double across = letterShare * lines * metrics.height() * pixels / usual_px;
        if (room.width() - length >= count * std::max(cell.width(), across) &&
            room.height() - length >= count * std::max(cell.height(), across))
        {
            MatrixLabels found{.texts = labels, .font = font, .length = length};
            found.font.setPixelSize(pixels);
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace

MatrixLabels fitLabels(const QStringList& labels, const QFont& font, const QSizeF& room, const QSizeF& number)
{
    const std::array texts{labels, withoutUnits(labels)};
    // First with room for the numbers in the cells, then without; all that is not found is worse than what is.
    for (const QSizeF& cell : {number, QSizeF(1.0, 1.0)}) {
        for (const QStringList& text : texts) {
            for (int lines = 1; lines <= mostLabelLines; ++lines) {
                if (auto found = fitted(text, font, lines, room, cell)) {
                    return *found;
                }
            }
        }
    }
    MatrixLabels cut{.texts = texts.back(), .font = font};
    cut.font.setPixelSize(std::min(smallestLabel_px, QFontInfo(font).pixelSize()));
    cut.length = longest(cut.texts, QFontMetricsF(cut.font)) + labelGap_px;
    return cut;
}

QString elidedLines(const QString& label, const QFontMetricsF& metrics, double room)
{
    QStringList lines;
    for (const QString& line : label.split(QLatin1Char('\n'))) {
        lines.append(metrics.elidedText(line, Qt::ElideMiddle, room));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace aurora::gui
