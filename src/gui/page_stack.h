#pragma once

#include "gui/frame/page.h"

#include <QStackedWidget>

#include <map>

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

    void showSamples(const QStringList& ids);
    void showFiles(const QStringList& files);
    /// Goes to a page and selects rows of its table by their keys, as soon as it has them; no keys: just goes there.
    void showRows(const QString& pageId, const QStringList& keys);

    /// Writes what the pages remember until next time.
    void saveState();

    /// What would be lost if the window were closed now.
    [[nodiscard]] QStringList unsavedWork() const;

Q_SIGNALS:
    void currentPageChanged();

private:
    Page* page(int entry);
    void openEntry(int entry);
    void followProject();
    void reloadPages();

    Frame* m_frame;
    Navigation* m_navigation;
    WelcomePage* m_welcome;
    std::map<int, Page*> m_pages;
    int m_current = -1;  ///< -1: the welcome page
    int m_wanted = 0;    ///< the page to show as soon as there is a project
};

}  // namespace aurora::gui
