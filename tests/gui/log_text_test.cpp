#include "gui/activity/log_text.h"
#include "support/window_tests.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace aurora::gui;

/// A log that grows while somebody reads it.
class LogTextTest : public QObject
{
    Q_OBJECT

    static QString lines(int first, int last)
    {
        QStringList lines;
        for (int line = first; line <= last; ++line) {
            lines.append(QStringLiteral("10:%1 analysing run_a_%1").arg(line, 3, 10, QLatin1Char('0')));
        }
        return lines.join(QLatin1Char('\n'));
    }

    static void select(QPlainTextEdit& log, const QString& text)
    {
        const int begin = static_cast<int>(log.toPlainText().indexOf(text));
        QTextCursor cursor(log.document());
        cursor.setPosition(begin);
        cursor.setPosition(begin + static_cast<int>(text.size()), QTextCursor::KeepAnchor);
        log.setTextCursor(cursor);
    }

    static QString topLine(const QPlainTextEdit& log) { return log.cursorForPosition(QPoint(4, 4)).block().text(); }

    QPlainTextEdit m_log;

private Q_SLOTS:

    void init()
    {
        m_log.clear();
        m_log.setLineWrapMode(QPlainTextEdit::NoWrap);
        m_log.setReadOnly(true);
        m_log.resize(600, 200);
        m_log.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_log));
    }

    void whoCopiesKeepsHisSelectionAndHisPlaceWhileLinesCome()
    {
        showLog(m_log, lines(1, 200));
        m_log.verticalScrollBar()->setValue(50);
        select(m_log, QStringLiteral("10:053 analysing"));
        const QString top = topLine(m_log);
        showLog(m_log, lines(1, 204));
        QCOMPARE(m_log.toPlainText(), lines(1, 204));
        QCOMPARE(m_log.textCursor().selectedText(), QStringLiteral("10:053 analysing"));
        QCOMPARE(topLine(m_log), top);
    }

    void linesThatAreForgottenMoveNothing()
    {
        showLog(m_log, lines(1, 200));
        m_log.verticalScrollBar()->setValue(50);
        select(m_log, QStringLiteral("10:053 analysing"));
        const QString top = topLine(m_log);
        showLog(m_log, lines(8, 207));
        QCOMPARE(m_log.toPlainText(), lines(8, 207));
        QCOMPARE(m_log.textCursor().selectedText(), QStringLiteral("10:053 analysing"));
        QCOMPARE(topLine(m_log), top);
    }

    void aSelectionUpToTheEndDoesNotGrow()
    {
        showLog(m_log, lines(1, 3));
        select(m_log, QStringLiteral("run_a_003"));
        showLog(m_log, lines(1, 4));
        QCOMPARE(m_log.textCursor().selectedText(), QStringLiteral("run_a_003"));
    }

    void whoLooksAtTheEndSeesWhatIsNew()
    {
        showLog(m_log, lines(1, 200));
        m_log.verticalScrollBar()->setValue(m_log.verticalScrollBar()->maximum());
        showLog(m_log, lines(8, 207));
        QCOMPARE(m_log.verticalScrollBar()->value(), m_log.verticalScrollBar()->maximum());
        QVERIFY(
            m_log.viewport()->rect().contains(m_log.cursorRect(QTextCursor(m_log.document()->lastBlock())).center()));
    }

    void anotherLogTakesThePlaceOfTheOneBefore()
    {
        showLog(m_log, lines(1, 20));
        showLog(m_log, lines(101, 120));
        QCOMPARE(m_log.toPlainText(), lines(101, 120));
        showLog(m_log, QString());
        QCOMPARE(m_log.toPlainText(), QString());
    }
};

AURORA_WINDOW_TESTS(LogTextTest)
#include "log_text_test.moc"
