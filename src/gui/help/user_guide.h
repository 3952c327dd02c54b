#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace aurora::gui {

/// The user guide: its chapters at the left, searchable, as it was installed with the program.
class UserGuide final : public QDialog
{
    Q_OBJECT

public:
    explicit UserGuide(QWidget* parent = nullptr);

private:
    void listChapters();
    void findNext();

    QTextBrowser* m_text;
    QListWidget* m_chapters;
    QLineEdit* m_search;
};

/// Shows the guide of this window, the one that is open if there is one.
void showUserGuide(QWidget* window);

}  // namespace aurora::gui
