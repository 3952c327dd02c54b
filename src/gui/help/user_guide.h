#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QUrl;

namespace aurora::gui {

/// The user guide: its chapters at the left, searchable, as it was installed with the program.
class UserGuide final : public QDialog
{
    Q_OBJECT

public:
    explicit UserGuide(QWidget* parent = nullptr);

private:
    void fillText();
    void listChapters();
    void openLink(const QUrl& link);
    void goToBlock(int number);
    void findNext();
    void showChapter();

    QTextBrowser* m_text;
    QListWidget* m_chapters;
    QLineEdit* m_search;
};

/// Shows the guide of this window, the one that is open if there is one.
void showUserGuide(QWidget* window);

}  // namespace aurora::gui
