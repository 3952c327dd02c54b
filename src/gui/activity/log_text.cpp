#include "gui/activity/log_text.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace aurora::gui {

namespace {

/// How many lines at the beginning of what was shown are forgotten now; all of them where nothing is left.
qsizetype forgottenOf(const QStringList& before, const QStringList& now)
{
    qsizetype forgotten = 0;
    const auto goesOn = [&] {
        const qsizetype kept = before.size() - forgotten;
        return kept <= now.size() && std::equal(before.begin() + forgotten, before.end(), now.begin());
    };
    while (forgotten < before.size() && !goesOn()) {
        ++forgotten;
    }
    return forgotten;
}

/// @return how many characters were taken away
int forget(QPlainTextEdit& log, qsizetype lines)
{
    const int end = log.document()->findBlockByNumber(static_cast<int>(lines)).position();
    QTextCursor cursor(log.document());
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    return end;
}

}  // namespace

void showLog(QPlainTextEdit& log, const QString& text)
{
    const QString shown = log.toPlainText();
    if (text == shown) {
        return;
    }
    const QStringList before = shown.split(QLatin1Char('\n'));
    const QStringList lines = text.split(QLatin1Char('\n'));
    QScrollBar* bar = log.verticalScrollBar();
    const int place = bar->value();
    const bool atEnd = place == bar->maximum();
    const qsizetype forgotten = forgottenOf(before, lines);
    if (shown.isEmpty() || forgotten == before.size()) {
        log.setPlainText(text);
        bar->setValue(atEnd ? bar->maximum() : 0);
        return;
    }
    const QTextCursor chosen = log.textCursor();
    const int anchor = chosen.anchor();
    const int position = chosen.position();
    const int removed = forgotten > 0 ? forget(log, forgotten) : 0;
    const QStringList added = lines.mid(before.size() - forgotten);
    if (!added.isEmpty()) {
        QTextCursor end(log.document());
        end.movePosition(QTextCursor::End);
        end.insertText(QLatin1Char('\n') + added.join(QLatin1Char('\n')));
    }
    // A selection up to the end would grow with it.
    QTextCursor kept(log.document());
    kept.setPosition(std::max(0, anchor - removed));
    kept.setPosition(std::max(0, position - removed), QTextCursor::KeepAnchor);
    log.setTextCursor(kept);
    bar->setValue(atEnd ? bar->maximum() : std::max(0, place - static_cast<int>(forgotten)));
}

}  // namespace aurora::gui
