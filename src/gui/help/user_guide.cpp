#include "gui/help/user_guide.h"

#include "gui/frame/icons.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{1000, 720};
constexpr int chaptersWidth_px = 280;
constexpr int chapterLevel = 2;
constexpr int listSpacing_px = 3;

QString resourceText(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                          : UserGuide::tr("The user guide is missing from this installation.");
}

/// The guide, and behind it the first five minutes as its last chapter, without their pictures.
QString guideText()
{
    static_cast<void>(programIcon());  // links the resources
    QString guide = resourceText(QStringLiteral(":/user-guide.md"));
    guide.replace(QStringLiteral("[The first five minutes](first-five-minutes.md)"),
                  UserGuide::tr("*The first five minutes*, the last chapter,"));
    QString first = resourceText(QStringLiteral(":/first-five-minutes.md"));
    first.remove(QRegularExpression(QStringLiteral("!\\[[^\\]]*\\]\\([^)]*\\)\n")));
    first.replace(QRegularExpression(QStringLiteral("^#"), QRegularExpression::MultilineOption), QStringLiteral("##"));
    return guide + QStringLiteral("\n\n") + first;
}

}  // namespace

UserGuide::UserGuide(QWidget* parent)
    : QDialog(parent), m_text(new QTextBrowser(this)), m_chapters(new QListWidget(this)), m_search(new QLineEdit(this))
{
    setObjectName(QStringLiteral("userGuide"));
    setWindowTitle(tr("User guide"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(firstSize);
    m_text->setObjectName(QStringLiteral("guideText"));
    m_text->setAccessibleName(windowTitle());
    m_text->setOpenExternalLinks(true);
    m_text->document()->setDocumentMargin(16);
    m_text->setMarkdown(guideText());
    m_chapters->setObjectName(QStringLiteral("guideChapters"));
    m_chapters->setAccessibleName(tr("Chapters"));
    m_chapters->setFrameShape(QFrame::NoFrame);
    m_chapters->setSpacing(listSpacing_px);
    m_search->setObjectName(QStringLiteral("guideSearch"));
    m_search->setPlaceholderText(tr("Search in the guide"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    listChapters();
    connect(m_chapters, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) {
            QTextCursor cursor(
                m_text->document()->findBlockByNumber(m_chapters->item(row)->data(Qt::UserRole).toInt()));
            m_text->setTextCursor(cursor);
            m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->value() + m_text->cursorRect().top());
        }
    });
    connect(m_search, &QLineEdit::returnPressed, this, &UserGuide::findNext);
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        m_text->moveCursor(QTextCursor::Start);
        findNext();
    });
    auto* splitter = new QSplitter(this);
    splitter->addWidget(m_chapters);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({chaptersWidth_px, firstSize.width() - chaptersWidth_px});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter in the search finds what comes next
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* line = new QHBoxLayout;
    line->addWidget(m_search, 1);
    line->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addLayout(line);
    m_text->setFocus();
}

void UserGuide::listChapters()
{
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0 || level > chapterLevel) {
            continue;
        }
        auto* item = new QListWidgetItem(block.text(), m_chapters);
        item->setData(Qt::UserRole, block.blockNumber());
    }
}

void UserGuide::findNext()
{
    const QString wanted = m_search->text();
    if (wanted.isEmpty()) {
        return;
    }
    if (!m_text->find(wanted)) {
        m_text->moveCursor(QTextCursor::Start);
        m_text->find(wanted);
    }
    const int block = m_text->textCursor().blockNumber();
    int chapter = -1;
    while (chapter + 1 < m_chapters->count() && m_chapters->item(chapter + 1)->data(Qt::UserRole).toInt() <= block) {
        ++chapter;
    }
    const QSignalBlocker where(m_chapters);  // the text stays where it is
    m_chapters->setCurrentRow(chapter);
}

void showUserGuide(QWidget* window)
{
    auto* guide = window->findChild<UserGuide*>();
    if (guide == nullptr) {
        guide = new UserGuide(window);
    }
    guide->show();
    guide->raise();
    guide->activateWindow();
}

}  // namespace aurora::gui
