#include "gui/help/user_guide.h"

#include "gui/frame/icons.h"
#include "gui/help/guide_pictures.h"

#include <QAbstractTextDocumentLayout>
#include <QDesktopServices>
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
#include <QTextTable>
#include <QUrl>

#include <array>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{1000, 720};
constexpr int chaptersWidth_px = 280;
constexpr int chapterLevel = 2;
constexpr int listSpacing_px = 3;
constexpr int margin_px = 16;
constexpr int cellPadding_px = 3;

QString resourceText(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                          : UserGuide::tr("The user guide is missing from this installation.");
}

/// A document that stands behind the guide as a chapter, and its title as a link names it.
struct Appended
{
    const char* file;
    const char* title;
};

constexpr std::array appendedDocuments{
    Appended{"first-five-minutes.md", "the-first-five-minutes"},
    Appended{"migrate-from-python.md", "moving-from-the-python-program"},
    Appended{"where-numbers-differ.md", "where-our-numbers-differ-and-why"},
    Appended{"hdf5-layout.md", "the-data-files-from-python-matlab-julia-and-a-shell"},
};

QString guideText()
{
    static_cast<void>(programIcon());  // links the resources
    static const QRegularExpression heading(QStringLiteral("^(#+ )"), QRegularExpression::MultilineOption);
    QString text = resourceText(QStringLiteral(":/user-guide.md"));
    for (const Appended& document : appendedDocuments) {
        text +=
            QStringLiteral("\n\n") +
            resourceText(QStringLiteral(":/") + QLatin1String(document.file)).replace(heading, QStringLiteral("#\\1"));
    }
    return text;
}

/// What a heading is called in a link: "Let it run by itself" is let-it-run-by-itself.
QString linkName(const QString& heading)
{
    static const QRegularExpression others(QStringLiteral("[^\\w -]"), QRegularExpression::UseUnicodePropertiesOption);
    return QString(heading).toLower().remove(others).replace(QLatin1Char(' '), QLatin1Char('-'));
}

/// Lines of code wrap, and tables are as wide as the text: nothing has to be scrolled sideways.
void fitIntoWidth(QTextDocument& document)
{
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    QTextBlockFormat breakable;
    breakable.setNonBreakableLines(false);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().nonBreakableLines()) {
            cursor.setPosition(block.position());
            cursor.mergeBlockFormat(breakable);
        }
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            constexpr qreal almostAll = 99;  // widths of columns are rounded up
            format.setWidth(QTextLength(QTextLength::PercentageLength, almostAll));
            format.setCellPadding(cellPadding_px);
            format.setCellSpacing(0);
            format.setBorderCollapse(true);
            table->setFormat(format);
        }
    }
    cursor.endEditBlock();
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
    fillText();
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
            goToBlock(m_chapters->item(row)->data(Qt::UserRole).toInt());
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

void UserGuide::fillText()
{
    QTextDocument* document = m_text->document();
    document->setDocumentMargin(margin_px);
    document->setUndoRedoEnabled(false);
    auto* pictures = new GuidePictures(m_text);
    document->documentLayout()->registerHandler(QTextFormat::ImageObject, pictures);
    connect(pictures, &GuidePictures::decoded, m_text->viewport(), qOverload<>(&QWidget::update));
    m_text->setMarkdown(guideText());
    fitIntoWidth(*document);
    m_text->setOpenLinks(false);
    connect(m_text, &QTextBrowser::anchorClicked, this, &UserGuide::openLink);
}

/// A link leads to the heading that it names, in any of the documents; to none of them, out of the program.
void UserGuide::openLink(const QUrl& link)
{
    if (!link.isRelative()) {
        QDesktopServices::openUrl(link);
        return;
    }
    QString wanted = link.fragment();
    for (const Appended& document : appendedDocuments) {
        if (wanted.isEmpty() && link.path() == QLatin1String(document.file)) {
            wanted = QLatin1String(document.title);
        }
    }
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 && linkName(block.text()) == wanted) {
            goToBlock(block.blockNumber());
            showChapter();
            return;
        }
    }
}

/// The block stands at the top then.
void UserGuide::goToBlock(int number)
{
    m_text->setTextCursor(QTextCursor(m_text->document()->findBlockByNumber(number)));
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->value() + m_text->cursorRect().top());
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
    showChapter();
}

/// Marks the chapter that the cursor is in.
void UserGuide::showChapter()
{
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
