#include "gui/charts/export_name.h"

#include "aurora/core/sample_id.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace aurora::gui {

namespace {

struct ExportNameWords
{
    Q_DECLARE_TR_FUNCTIONS(ExportName)
};

constexpr qsizetype mostBytes = 200;  ///< of UTF-8: common file systems take 255, the ending among them

/// Lower case words with "-" between them, of any script.
QString slug(const QString& text)
{
    QString words;
    for (const QChar letter : text.toLower()) {
        if (letter.isLetterOrNumber()) {
            words += letter;
        } else if (!words.isEmpty() && !words.endsWith(QLatin1Char('-'))) {
            words += QLatin1Char('-');
        }
    }
    return words.endsWith(QLatin1Char('-')) ? words.chopped(1) : words;
}

bool mayStand(QChar letter)
{
    return letter.isPrint() && !QStringLiteral(R"(/\:*?"'<>|)").contains(letter);
}

}  // namespace

QString subjectOf(const QStringList& samples)
{
    if (samples.size() <= 1) {
        return samples.value(0);
    }
    const auto run = [](const QString& sample) { return QString::fromStdString(runOf(sample.toStdString())); };
    const QString first = run(samples.front());
    const bool together =
        first != QLatin1String("misc") &&
        std::all_of(samples.begin(), samples.end(), [&](const QString& sample) { return run(sample) == first; });
    const QString number = ExportNameWords::tr("%1-samples").arg(samples.size());
    // "<run>_11-samples" would begin as cell 11 of the run does.
    return together ? number + QLatin1Char('_') + first : number;
}

QString withoutUnit(const QString& title)
{
    static const QRegularExpression unit(QStringLiteral(R"(\s*\([^()]*\)(, [^()]*)?$)"));
    return QString(title).remove(unit);
}

QString exportName(const QString& subject, const QString& quantity)
{
    QString name;
    for (const QChar letter : subject) {
        name += mayStand(letter) || letter.isSurrogate() ? letter : QLatin1Char('-');
    }
    name.replace(QLatin1String(".."), QLatin1String("-"));
    const QString words = slug(quantity);
    while (!name.isEmpty() && (name.toUtf8().size() + words.toUtf8().size() + 1 > mostBytes ||
                               name.back().isHighSurrogate() || name.back().isSpace()))
    {
        name.chop(1);
    }
    while (name.startsWith(QLatin1Char('-')) || name.startsWith(QLatin1Char(' ')) || name.startsWith(QLatin1Char('.')))
    {
        name.remove(0, 1);  // a leading "." hides a file, a leading "-" is an option to many programs
    }
    if (!name.isEmpty() && !words.isEmpty()) {
        name += QLatin1Char('_');
    }
    name += words;
    // What is left is the name of a device of Windows, or nothing.
    return whyNoName(name.toStdString()).empty() ? name : slug(ExportNameWords::tr("chart")) + QLatin1Char('_') + name;
}

}  // namespace aurora::gui
