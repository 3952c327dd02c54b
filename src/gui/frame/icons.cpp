#include "gui/frame/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

/// A static library's resources are linked only when asked for, from outside any namespace.
static void linkResources()
{
    Q_INIT_RESOURCE(aurora);
}

namespace aurora::gui {

namespace {

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, Tone tone) : m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        QSvgRenderer renderer(svg(color(mode)));
        renderer.render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = QStringLiteral("line-icon/%1/%2/%3x%4")
                                .arg(m_name, color(mode).name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn)) {
            return drawn;
        }
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, drawn);
        return drawn;
    }

    QIconEngine* clone() const override { return new LineIconEngine(m_name, m_tone); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::Text);
        }
        if (mode == QIcon::Selected) {
            return palette.color(QPalette::HighlightedText);
        }
        return toneColor(m_tone, palette);
    }

    [[nodiscard]] QByteArray svg(const QColor& color) const
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        return file.readAll().replace("currentColor", color.name().toLatin1());
    }

    QString m_name;
    Tone m_tone;
};

}  // namespace

QIcon lineIcon(const QString& name, Tone tone)
{
    linkResources();
    return QIcon(new LineIconEngine(name, tone));
}

QIcon programIcon()
{
    linkResources();
    return QIcon(QStringLiteral(":/aurora-cycler-manager.svg"));
}

}  // namespace aurora::gui
