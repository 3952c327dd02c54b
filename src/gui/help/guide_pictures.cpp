#include "gui/help/guide_pictures.h"

#include "gui/frame/background.h"

#include <QGuiApplication>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr qreal widest_px = 640;

QString fileOf(const QTextFormat& format)
{
    return QStringLiteral(":/") + format.toImageFormat().name();
}

}  // namespace

GuidePictures::GuidePictures(QObject* parent) : QObject(parent) {}

QSizeF GuidePictures::intrinsicSize(QTextDocument* document, int place, const QTextFormat& format)
{
    const QString file = fileOf(format);
    if (!m_sizes.contains(file)) {
        m_sizes.insert(file, QImageReader(file).size());
    }
    const QSizeF whole = m_sizes.value(file);
    if (whole.isEmpty()) {
        return {};
    }
    const int indents = document->findBlock(place).blockFormat().indent();
    const qreal text_px = document->textWidth() - 2 * document->documentMargin() - indents * document->indentWidth();
    const qreal room_px = document->textWidth() > 0 ? text_px : widest_px;
    const qreal width_px = std::max(1.0, std::min({whole.width(), widest_px, room_px}));
    return {width_px, whole.height() * width_px / whole.width()};
}

void GuidePictures::drawObject(QPainter* painter, const QRectF& rect, QTextDocument* /*document*/, int /*place*/,
                               const QTextFormat& format)
{
    const QSize pixels = (rect.size() * painter->device()->devicePixelRatioF()).toSize();
    const QString file = fileOf(format);
    if (m_wanted.value(file) != pixels) {
        m_wanted.insert(file, pixels);
        decode(file, pixels);
    }
    painter->drawImage(rect, m_decoded.value(file));  // one of another size until the new one is there
    painter->setPen(QGuiApplication::palette().color(QPalette::Mid));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
}

/// Takes some 20 ms a picture, which the window does not wait.
void GuidePictures::decode(const QString& file, const QSize& pixels)
{
    inBackground(
        this, [file, pixels] { return QImage(file).scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation); },
        [this, file, pixels](const QImage& image) {
            if (m_wanted.value(file) == pixels) {
                m_decoded.insert(file, image);
                Q_EMIT decoded();
            }
        },
        [](const Failure&) {});  // there is its frame, and its words are in the text around it
}

}  // namespace aurora::gui
