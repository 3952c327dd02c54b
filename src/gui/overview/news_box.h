#pragma once

#include "aurora/services/overview.h"
#include "gui/frame/row_link.h"

#include <QWidget>

class QAction;
class QGridLayout;

namespace aurora::gui {

/// The box "Since yesterday": what came in the last day, and when the next comes.
class NewsBox final : public QWidget
{
    Q_OBJECT

public:
    /// @param runDaemon  offered where no daemon runs
    explicit NewsBox(QAction& runDaemon, QWidget* parent = nullptr);

    void setNews(const services::Overview& overview, double now_uts, const std::string& timeZone);

Q_SIGNALS:
    void rowsRequested(const aurora::gui::RowLink& link);

private:
    struct Line
    {
        QString name;
        QString text;
        RowLink link{};             ///< where it leads; no keys: nowhere
        QAction* action = nullptr;  ///< what can be done about it
    };

    void addLine(const Line& line);
    [[nodiscard]] Line nightlyLine(const services::Overview& overview, double now_uts,
                                   const std::string& timeZone) const;

    QAction* m_runDaemon;
    QGridLayout* m_grid;
    QStringList m_shown;
};

}  // namespace aurora::gui
