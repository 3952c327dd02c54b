#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QTextObjectInterface>

namespace aurora::gui {

/// Draws the pictures of a text: never wider than the text, and sharp on any screen. Only what comes into sight is
/// decoded, in the background.
class GuidePictures final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    explicit GuidePictures(QObject* parent = nullptr);

    [[nodiscard]] QSizeF intrinsicSize(QTextDocument* document, int place, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int place,
                    const QTextFormat& format) override;

Q_SIGNALS:
    /// A picture that was drawn as an empty frame can be drawn.
    void decoded();

private:
    void decode(const QString& file, const QSize& pixels);

    QHash<QString, QSize> m_sizes;   ///< of the files, in pixels
    QHash<QString, QSize> m_wanted;  ///< as large as they were drawn last
    QHash<QString, QImage> m_decoded;
};

}  // namespace aurora::gui
