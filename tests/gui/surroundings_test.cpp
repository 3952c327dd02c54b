#include "gui/lab_window.h"

#include "gui/frame/file_questions.h"
#include "gui/frame/translation.h"
#include "gui/page_registry.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QCommandLinkButton>
#include <QFileDialog>
#include <QListWidget>
#include <QTimer>
#include <QTranslator>
#include <QtEndian>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The window where it is started: for the first time, on a small screen, for somebody who has folders and a language
/// of their own.
class SurroundingsTest : public LabWindowTest
{
    Q_OBJECT

    /// A compiled translation of one text, laid out as Qt's `lrelease` does (qtranslator.cpp): sections of a tag, a
    /// length and their bytes, all big-endian.
    static QByteArray translationOf(const QByteArray& context, const QByteArray& source, const QString& translated)
    {
        const auto number = [](quint32 value) {
            QByteArray bytes(4, '\0');
            qToBigEndian(value, bytes.data());
            return bytes;
        };
        QByteArray message;
        QByteArray text;
        for (const QChar letter : translated) {
            text.append(char(letter.unicode() >> 8U)).append(char(letter.unicode() & 0xFFU));
        }
        message += '\x03' + number(quint32(text.size())) + text;        // the translation
        message += '\x06' + number(quint32(source.size())) + source;    // its source
        message += '\x07' + number(quint32(context.size())) + context;  // where that stands
        message += '\x01';
        quint32 hash = 0;  // of the ELF format, as Qt uses it
        for (const char letter : source) {
            hash = (hash << 4U) + static_cast<unsigned char>(letter);
            if (const quint32 high = hash & 0xf0000000U; high != 0) {
                hash ^= high >> 24U;
                hash &= ~high;
            }
        }
        const QByteArray hashes = number(hash) + number(0);
        return QByteArray::fromHex("3cb86418caef9c95cd211cbf60a1bddd") + '\x42' + number(quint32(hashes.size())) +
               hashes + '\x69' + number(quint32(message.size())) + message;
    }

    /// Answers the file dialog that comes next by this file, or cancels it. @return the folder that it showed
    static void answerFileDialog(QString& folder, const QString& file)
    {
        QTimer::singleShot(300, qApp, [&folder, file] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr) {
                answerFileDialog(folder, file);
                return;
            }
            folder = dialog->directory().absolutePath();
            if (file.isEmpty()) {
                dialog->reject();
                return;
            }
            auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            name->setText(file);
            QTest::keyClick(name, Qt::Key_Return);
        });
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void atTheFirstStartNoPageIsMarkedAndEnterTriesTheDemo()
    {
        MainWindow window;
        window.show();
        window.openLastProject();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_COMPARE_WITH_TIMEOUT(window.findChild<QLabel*>(QStringLiteral("projectLabel"))->text(),
                                  QStringLiteral("No project"), patience_ms);
        const auto* pages = window.findChild<QListWidget*>(QStringLiteral("navigation"));
        QVERIFY(pages->selectedItems().isEmpty());
        QVERIFY(!pages->currentIndex().isValid());
        const auto* focused = qobject_cast<QCommandLinkButton*>(QApplication::focusWidget());
        QVERIFY(focused != nullptr);
        QCOMPARE(focused->text(), QStringLiteral("Try the demo"));
    }

    void everyPageFitsA4KScreenAtTwiceTheSize()
    {
        constexpr int width_px = 960;
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(updatedPipelines(*window) != nullptr);
        window->resize(width_px, 600);
        for (const PageEntry& entry : pageRegistry()) {
            QVERIFY(trigger(*window, entry.title));
            QTest::qWait(100);
            QVERIFY2(window->minimumSizeHint().width() <= width_px,
                     qPrintable(QStringLiteral("%1: %2 px")
                                    .arg(QString::fromLatin1(entry.title))
                                    .arg(window->minimumSizeHint().width())));
            QCOMPARE(window->width(), width_px);
        }
        for (const char* page : {"samples", "pipelines", "jobs", "results"}) {
            const QString name = QString::fromLatin1(page);
            QVERIFY(trigger(*window, qPrintable(name.left(1).toUpper() + name.mid(1))));
            QTest::qWait(100);
            const auto* search = window->findChild<QLineEdit*>(name + QStringLiteral("Search"));
            QVERIFY2(search->isVisible() && search->width() >= 160, page);
            QVERIFY2(window->findChild<QLabel*>(name + QStringLiteral("Count"))->isVisible(), page);
        }
    }

    void aFileIsAskedForWhereTheLastOfItsKindWasChosen()
    {
        const QString file = write("cells.csv", robotFile);
        const QString folder = nativePath(m_folder->path());
        QString shownFolder;
        answerFileDialog(shownFolder, file);
        QCOMPARE(askForFile(nullptr, QStringLiteral("samples"), QStringLiteral("Samples"), QString()), file);
        QVERIFY2(shownFolder != folder, qPrintable(shownFolder));
        answerFileDialog(shownFolder, {});
        QCOMPARE(askForFile(nullptr, QStringLiteral("samples"), QStringLiteral("Samples"), QString()), QString());
        QCOMPARE(shownFolder, folder);
        answerFileDialog(shownFolder, {});
        QCOMPARE(askForFiles(nullptr, QStringLiteral("data"), QStringLiteral("Data")), QStringList());
        QVERIFY2(shownFolder != folder, qPrintable(shownFolder));
    }

    void aTranslationOfTheUsersLanguageIsShown()
    {
        const QByteArray compiled =
            translationOf("Pages", pageRegistry().front().title, QString::fromUtf8("Übersicht"));
        QFile file(nativePath(m_folder->path() / "aurora_de.qm"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(compiled) == compiled.size());
        file.close();
        QVERIFY(!installTranslation(QLocale(QStringLiteral("fi_FI")), {nativePath(m_folder->path())}));
        QVERIFY(installTranslation(QLocale(QStringLiteral("de_CH")), {nativePath(m_folder->path())}));
        {
            const MainWindow window;
            QCOMPARE(window.findChild<QListWidget*>(QStringLiteral("navigation"))->item(0)->text(),
                     QString::fromUtf8("Übersicht"));
        }
        for (QTranslator* translator : qApp->findChildren<QTranslator*>()) {
            QCoreApplication::removeTranslator(translator);
        }
    }
};

AURORA_WINDOW_TESTS(SurroundingsTest)
#include "surroundings_test.moc"
