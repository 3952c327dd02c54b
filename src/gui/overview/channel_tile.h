#pragma once

#include "aurora/services/overview.h"
#include "gui/tables/cell_format.h"

#include <QAbstractButton>

namespace aurora::gui {

/// One channel: its name, what goes on as shape, word and colour, the sample and its cycle. A click leads to its row.
class ChannelTile final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ChannelTile(QWidget* parent = nullptr);

    void setChannel(const services::Channel& channel, bool stale, const QString& endText);

    [[nodiscard]] const services::Channel& channel() const noexcept { return m_channel; }

    /// The lines that stand on the tile.
    [[nodiscard]] QStringList lines() const;

    [[nodiscard]] static QSize tileSize(const QFontMetrics& metrics);

    [[nodiscard]] QSize sizeHint() const override { return tileSize(fontMetrics()); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    services::Channel m_channel;
    StatusLook m_look;
    QString m_end;         ///< when its job ended
    bool m_waits = false;  ///< a job waits, which its look does not tell
};

}  // namespace aurora::gui
