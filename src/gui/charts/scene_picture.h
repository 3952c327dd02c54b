#pragma once

#include <QColor>
#include <QFont>
#include <QGraphicsScene>
#include <QSizeF>
#include <QString>
#include <QThread>

#include <filesystem>
#include <memory>

namespace aurora::gui {

/// How large a picture is.
struct PictureSize
{
    QSizeF size;              ///< in units of the scene: text is as large as on screen
    double density = 1.0;     ///< pixels of a PNG a unit
    int dotsPerMetre = 3780;  ///< written into a PNG, so that it prints at its size
    /// Whether it becomes higher by what a long legend needs; else that has a share of it.
    bool growsWithLegend = false;
};

/// 170 mm wide, the width of two columns of a journal, 300 dots an inch. As high as the ratio says where that suits a
/// page, for the strips and columns that a window makes of its charts become a figure, and a long legend needs besides.
[[nodiscard]] PictureSize printSize(const QSizeF& ratio);

/// The font of the program as large as a journal wants it, 9 points at print size. Measured in units of the scene: a
/// font in points is as large as the resolution of screen, picture and page say, and these are not the same.
[[nodiscard]] QFont printFont();

enum class PictureKind
{
    Png,
    Svg,
    Pdf
};

/// By the ending. @throws UsageError for another one than .png, .svg, .pdf
[[nodiscard]] PictureKind pictureKind(const std::filesystem::path& file);

/// Pixels a unit that a picture is drawn for: a PNG as it is, the others as for print.
[[nodiscard]] double drawnDensity(const PictureSize& size, PictureKind kind);

/// A scene for a picture: made and forgotten on the window's thread, where Qt keeps its list of scenes, and drawn on
/// any one, for it has no index of items, which would start timers.
template <class Scene>
[[nodiscard]] std::shared_ptr<Scene> newPrintScene()
{
    const auto forget = [](Scene* scene) {
        if (QThread::currentThread() == scene->thread()) {
            delete scene;
        } else {
            scene->deleteLater();
        }
    };
    const std::shared_ptr<Scene> scene(new Scene, forget);
    scene->setItemIndexMethod(QGraphicsScene::NoIndex);
    return scene;
}

/// Draws a scene that fills size.size into a file.
/// @param title  kept in the file where the format has a place for it
/// @throws UsageError for another ending
/// @throws Error when the file cannot be written; what stood there is then untouched
void saveScene(QGraphicsScene& scene, const QColor& ground, const QString& title, const PictureSize& size,
               const std::filesystem::path& file);

}  // namespace aurora::gui
