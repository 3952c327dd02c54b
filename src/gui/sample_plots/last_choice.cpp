#include "gui/sample_plots/last_choice.h"

#include "gui/frame/settings.h"

#include <QSettings>

namespace aurora::gui {

namespace {

QString keyOf(const services::Project& project, const QString& page, const char* what)
{
    return QStringLiteral("%1/%2/%3").arg(projectStateGroup(project), page, QLatin1String(what));
}

}  // namespace

LastChoice lastChoice(const std::optional<services::Project>& project, const QString& page)
{
    if (!project) {
        return {};
    }
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    return {settings.value(keyOf(*project, page, "batch")).toString(),
            settings.value(keyOf(*project, page, "ticked")).toStringList()};
}

void rememberChoice(const std::optional<services::Project>& project, const QString& page, const LastChoice& choice)
{
    if (project) {
        QSettings settings(windowStateFile(), QSettings::IniFormat);
        settings.setValue(keyOf(*project, page, "batch"), choice.batch);
        settings.setValue(keyOf(*project, page, "ticked"), choice.samples);
    }
}

}  // namespace aurora::gui
