#include "tools/small_picture.h"

#include <QHash>
#include <QImageWriter>
#include <QList>

#include <algorithm>
#include <utility>

namespace aurora::tools {

namespace {

constexpr qsizetype mostColours = 256;

int squaredDistance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return red * red + green * green + blue * blue;
}

/// The colours of a picture, the most frequent first.
QList<QRgb> coloursOf(const QImage& picture)
{
    QHash<QRgb, int> pixels;
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            ++pixels[line[x]];
        }
    }
    QList<QRgb> colours = pixels.keys();
    std::sort(colours.begin(), colours.end(),
              [&](QRgb a, QRgb b) { return std::pair(-pixels[a], a) < std::pair(-pixels[b], b); });
    return colours;
}

/// Those that differ from every more frequent one by more than a distance, as far as they fit into a table.
QList<QRgb> apart(const QList<QRgb>& colours, int distance)
{
    QList<QRgb> taken;
    for (const QRgb colour : colours) {
        const bool isNear = std::any_of(taken.begin(), taken.end(),
                                        [&](QRgb one) { return squaredDistance(one, colour) <= distance * distance; });
        if (!isNear) {
            taken.append(colour);
        }
        if (taken.size() > mostColours) {
            break;
        }
    }
    return taken;
}

/// As many colours as fit, as close together as that allows.
QList<QRgb> table(const QImage& picture)
{
    const QList<QRgb> colours = coloursOf(picture);
    int distance = 0;
    QList<QRgb> taken = apart(colours, distance);
    while (taken.size() > mostColours) {
        taken = apart(colours, ++distance);
    }
    return taken;
}

}  // namespace

bool saveSmall(const QImage& picture, const QString& file)
{
    const QImage whole = picture.convertToFormat(QImage::Format_RGB32);
    const QImage small = whole.convertToFormat(QImage::Format_Indexed8, table(whole), Qt::ThresholdDither);
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    return writer.write(small);
}

}  // namespace aurora::tools
