#include "gui/report/window_words.h"

#include "gui/frame/qt_text.h"

#include <QCoreApplication>

#include <array>

namespace aurora::gui {

namespace {

enum class Reach
{
    Sentence,
    Rest  ///< a path stands in it, whose points end no sentence
};

struct Advice
{
    std::string_view commandLine;
    const char* window;
    Reach reach;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Report", source)

constexpr std::array adviceTable{
    Advice{" Say when it began with --start", TEXT("Import or assign it again, and say there when it began."),
           Reach::Sentence},
    Advice{" Say it with --sample", TEXT("Import it again, and choose its sample there."), Reach::Sentence},
    Advice{" It is kept: say whose", TEXT("It is kept: say whose it is by Data ▸ Assign files."), Reach::Rest},
};

#undef TEXT

bool isPartOfName(char sign)
{
    return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
           std::string_view("_-/\\").find(sign) != std::string_view::npos;
}

/// Whether the message says what it is about: a folder that is called like a sample does not name the sample.
bool names(std::string_view message, std::string_view input)
{
    for (std::size_t at = message.find(input); at != std::string_view::npos; at = message.find(input, at + 1)) {
        const std::size_t end = at + input.size();
        if ((at == 0 || !isPartOfName(message[at - 1])) && (end == message.size() || !isPartOfName(message[end]))) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string forWindow(std::string_view message)
{
    std::string text(message);
    for (const Advice& advice : adviceTable) {
        const std::size_t begin = text.find(advice.commandLine);
        if (begin == std::string::npos) {
            continue;
        }
        const std::size_t point =
            advice.reach == Reach::Rest ? std::string::npos : text.find('.', begin + advice.commandLine.size());
        const std::size_t end = point == std::string::npos ? text.size() : point + 1;
        text.replace(begin, end - begin, ' ' + QCoreApplication::translate("Report", advice.window).toStdString());
    }
    return text;
}

QStringList reportLines(const services::Report& report)
{
    QStringList lines;
    const auto add = [&lines](const std::vector<services::ReportItem>& items, QChar shape) {
        for (const services::ReportItem& item : items) {
            const std::string message = forWindow(item.message);
            const bool saysWhat = item.input.empty() || names(message, item.input);
            lines.append(
                QStringLiteral("%1 %2").arg(shape).arg(toQString(saysWhat ? message : item.input + ": " + message)));
            if (!item.cause.empty()) {
                lines.append(QStringLiteral("   ") + toQString(item.cause));
            }
        }
    };
    add(report.failed, QChar(0x2715));   // ✕
    add(report.skipped, QChar(0x25cb));  // ○
    add(report.done, QChar(0x25a0));     // ■
    return lines;
}

}  // namespace aurora::gui
