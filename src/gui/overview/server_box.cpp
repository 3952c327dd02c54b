#include "gui/overview/server_box.h"

#include "gui/frame/qt_text.h"
#include "gui/overview/channel_tile.h"
#include "gui/overview/overview_words.h"
#include "gui/overview/tile_layout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace aurora::gui {

namespace {

constexpr int tileSpacing_px = 8;

QLabel* makeLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

ServerBox::ServerBox(QWidget* parent)
    : QWidget(parent),
      m_name(makeLabel(this)),
      m_state(makeLabel(this)),
      m_remark(makeLabel(this)),
      m_map(new QWidget(this))
{
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_state->setObjectName(QStringLiteral("serverState"));
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_remark->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(tileSpacing_px);
    line->addWidget(m_name);
    line->addWidget(m_state);
    line->addStretch(1);
    new TileLayout(ChannelTile::tileSize(fontMetrics()), tileSpacing_px, m_map);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tileSpacing_px);
    layout->addLayout(line);
    layout->addWidget(m_remark);
    layout->addWidget(m_map);
}

void ServerBox::setTileCount(std::size_t count)
{
    while (m_tiles.size() > count) {
        delete m_tiles.back();
        m_tiles.pop_back();
    }
    while (m_tiles.size() < count) {
        auto* tile = new ChannelTile(m_map);
        connect(tile, &QAbstractButton::clicked, this,
                [this, tile] { Q_EMIT channelClicked(toQString(tile->channel().pipeline)); });
        m_map->layout()->addWidget(tile);
        m_tiles.push_back(tile);
    }
}

void ServerBox::fitMap()
{
    // The box layouts around it keep the height that they asked for before the tiles were there.
    m_map->setFixedHeight(m_map->layout()->heightForWidth(width()));
}

void ServerBox::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitMap();
}

void ServerBox::setServer(const services::OverviewServer& server, double now_uts, const std::string& timeZone)
{
    m_server = server;
    m_now_uts = now_uts;
    setObjectName(QStringLiteral("server-box-") + toQString(server.label));
    m_name->setText(tr("%1 · %2").arg(toQString(server.label), toQString(server.type)));
    const QString last = server.lastAnswer_uts ? whenText(*server.lastAnswer_uts, now_uts, timeZone) : QString();
    QStringList remarks;
    if (server.stale && !last.isEmpty()) {
        remarks.append(tr("Last answer: %1.").arg(last));
    }
    if (!server.problem.empty()) {
        remarks.append(toQString(server.problem));
    }
    if (server.kind == services::OverviewServer::Kind::Harvester) {
        remarks.append(server.lastAnswer_uts ? tr("Files known: %1.").arg(server.files)
                                             : tr("Nothing was fetched from there yet."));
    } else if (server.channels.empty()) {
        remarks.append(tr("Its channels appear here once it was asked: Update now."));
    }
    m_remark->setText(remarks.join(QLatin1Char(' ')));
    m_remark->setVisible(!remarks.isEmpty());
    m_map->setVisible(!server.channels.empty());
    setTileCount(server.channels.size());
    fitMap();
    for (std::size_t index = 0; index < m_tiles.size(); ++index) {
        const services::Channel& channel = server.channels[index];
        m_tiles[index]->setChannel(channel, server.stale,
                                   channel.ended_uts ? whenText(*channel.ended_uts, now_uts, timeZone) : QString());
    }
    colorState();
}

void ServerBox::colorState()
{
    const StatusLook look = overviewLook(m_server, m_now_uts);
    m_state->setText(look.text);
    QPalette colors;  // this one role only: the others follow the theme
    colors.setColor(QPalette::WindowText, toneColor(look.tone, palette()));
    m_state->setPalette(colors);
}

void ServerBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colorState();
    }
}

}  // namespace aurora::gui
