#include "gui/charts/scene_picture.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <QBuffer>
#include <QGraphicsScene>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace aurora::gui {

namespace {

constexpr double screen_dpi = 96.0;
constexpr double print_dpi = 300.0;
constexpr double millimetresPerInch = 25.4;
constexpr double printWidth_mm = 170.0;
constexpr double pointsPerInch = 72.0;
constexpr double lowest = 1.0 / 1.6;  ///< of a figure's width
constexpr double highest = 1.3;       ///< the page has room for the words below it
constexpr double print_pt = 9.0;

QByteArray png(QGraphicsScene& scene, const QColor& ground, const PictureSize& size)
{
    QImage image((size.size * size.density).toSize(), QImage::Format_RGB32);
    if (image.isNull()) {
        throw Error("The picture was not drawn: its size is not possible. Choose a smaller one.");
    }
    image.fill(ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, QRectF(image.rect()), scene.sceneRect());
    painter.end();
    // Only now: the picture is drawn in units of the scene, whatever the size of its dots.
    image.setDotsPerMeterX(size.dotsPerMetre);
    image.setDotsPerMeterY(size.dotsPerMetre);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svg(QGraphicsScene& scene, const QString& title, const PictureSize& size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(screen_dpi));
    generator.setSize(size.size.toSize());
    generator.setViewBox(QRectF(QPointF(), size.size));
    generator.setTitle(title);
    QPainter painter(&generator);
    scene.render(&painter, QRectF(QPointF(), size.size), scene.sceneRect());
    painter.end();
    return bytes;
}

QByteArray pdf(QGraphicsScene& scene, const QString& title, const PictureSize& size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(
        QPageSize(size.size * pointsPerInch / screen_dpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setResolution(static_cast<int>(screen_dpi));
    writer.setTitle(title);
    QPainter painter(&writer);
    scene.render(&painter, QRectF(QPointF(), size.size), scene.sceneRect());
    painter.end();
    return bytes;
}

}  // namespace

PictureSize printSize(const QSizeF& ratio)
{
    const double width = printWidth_mm / millimetresPerInch * screen_dpi;
    const double share = ratio.width() > 0.0 ? std::clamp(ratio.height() / ratio.width(), lowest, highest) : lowest;
    const double height = width * share;
    return {.size = {width, height},
            .density = print_dpi / screen_dpi,
            .dotsPerMetre = static_cast<int>(std::lround(print_dpi / millimetresPerInch * 1000.0)),
            .growsWithLegend = true};
}

QFont printFont()
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(static_cast<int>(std::lround(print_pt * screen_dpi / pointsPerInch)));
    return font;
}

PictureKind pictureKind(const std::filesystem::path& file)
{
    const std::string ending = lowerCase(file.extension().string());
    if (ending == ".png") {
        return PictureKind::Png;
    }
    if (ending == ".svg") {
        return PictureKind::Svg;
    }
    if (ending == ".pdf") {
        return PictureKind::Pdf;
    }
    throw UsageError(pathText(file) + ": pictures are .png, .svg or .pdf. Choose one of these endings.");
}

double drawnDensity(const PictureSize& size, PictureKind kind)
{
    return kind == PictureKind::Png ? size.density : print_dpi / screen_dpi;
}

void saveScene(QGraphicsScene& scene, const QColor& ground, const QString& title, const PictureSize& size,
               const std::filesystem::path& file)
{
    const PictureKind kind = pictureKind(file);
    const QByteArray bytes = kind == PictureKind::Png   ? png(scene, ground, size)
                             : kind == PictureKind::Svg ? svg(scene, title, size)
                                                        : pdf(scene, title, size);
    replaceFileText(file, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace aurora::gui
