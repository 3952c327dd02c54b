#pragma once

#include "aurora/services/overview.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace aurora::gui {

class ChannelTile;

/// One server of the overview: its state in a line, its channels as tiles below.
class ServerBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerBox(QWidget* parent = nullptr);

    void setServer(const services::OverviewServer& server, double now_uts, const std::string& timeZone);

Q_SIGNALS:
    void channelClicked(const QString& pipeline);

protected:
    void changeEvent(QEvent* event) override;

private:
    void colorState();
    void setTileCount(std::size_t count);

    services::OverviewServer m_server;
    double m_now_uts = 0;
    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_remark;
    QWidget* m_map;
    std::vector<ChannelTile*> m_tiles;
};

}  // namespace aurora::gui
