#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QTextObjectInterface>

namespace aurora::gui {

/// Draws the pictures of a text: never wider than the text, and sharp on any screen. Only what comes into sight is
/// decoded.
class GuidePictures final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    explicit GuidePictures(QObject* parent = nullptr);

    [[nodiscard]] QSizeF intrinsicSize(QTextDocument* document, int place, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int place,
                    const QTextFormat& format) override;

private:
    QHash<QString, QSize> m_sizes;     ///< of the files, in pixels
    QHash<QString, QImage> m_decoded;  ///< as large as they were drawn last
};

}  // namespace aurora::gui
