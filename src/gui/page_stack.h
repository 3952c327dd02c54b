#pragma once

#include "gui/frame/page.h"
#include "gui/page_history.h"

#include <QStackedWidget>

#include <functional>
#include <map>
#include <set>

namespace aurora::gui {

class Navigation;
class WelcomePage;

/// Navigation and pages: makes each page of the registry when it is first shown, and shows the welcome page while there
/// is no project.
class PageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    PageStack(Frame& frame, Navigation* navigation, QWidget* parent = nullptr);

    /// @param id  of the registry; an unknown one does nothing
    void showPage(const QString& id);
    [[nodiscard]] QString currentId() const;

    /// One sample in Sample plots, several in Batch plots.
    void showSamples(const QStringList& ids);
    /// Goes to rows of a table; Back leads to where the user was.
    void showRows(const RowLink& link);
    void showFiles(const QStringList& files);

    /// Writes what the pages remember until next time.
    void saveState();

    /// What would be lost if the window were closed now.
    [[nodiscard]] QStringList unsavedWork() const;

    /// Why that cannot be saved as it is, a whole sentence; empty when it can.
    [[nodiscard]] QString whyNotSaveWork() const;

    /// Saves it, asking for names where there are none, and goes on when all is saved.
    void saveWorkThen(const std::function<void()>& then);

Q_SIGNALS:
    void currentPageChanged();

private:
    Page* page(int entry);
    [[nodiscard]] Page* pageWithUnsavedWork() const;
    void openEntry(int entry);
    void addHistoryCommands();
    void addCommandsThatGoToAPage();
    void goTo(const Place& place, Details details = Details::AsTheyAre);
    [[nodiscard]] Place currentPlace() const;
    void followProject();
    /// The page on screen now, the others when they come there.
    void reloadPages();

    Frame* m_frame;
    Navigation* m_navigation;
    WelcomePage* m_welcome;
    PageHistory m_history;
    std::map<int, Page*> m_pages;
    std::set<int> m_stale;  ///< pages to be read again before they are looked at
    int m_current = -1;     ///< -1: the welcome page
    int m_wanted = 0;       ///< the page to show as soon as there is a project
};

}  // namespace aurora::gui
