#pragma once

#include "aurora/services/overview.h"
#include "gui/frame/page.h"

#include <QTimer>

#include <vector>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace aurora::gui {

class NeedsList;
class NewsBox;
class ServerBox;

/// What a morning needs: the channels of every server, what needs a person, and what came since yesterday.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    OverviewPage(Frame& frame, QWidget* parent);

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeServers();
    void fillNoServers();
    QWidget* makeRight();
    QWidget* makeNotice();
    void load();
    void showOverview(const services::Overview& overview);
    void showServers(const services::Overview& overview, double now_uts);
    void say(const QString& notice);

    QLabel* m_updated;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    QVBoxLayout* m_serverColumn;
    QWidget* m_noServers;
    NeedsList* m_needs;
    NewsBox* m_news;
    std::vector<ServerBox*> m_boxes;
    QTimer m_ticker;  ///< ages grow while nothing changes
    int m_generation = 0;
    bool m_loading = false;
    bool m_readAgain = false;
    bool m_hasOverview = false;
};

}  // namespace aurora::gui
