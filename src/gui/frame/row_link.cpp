#include "gui/frame/row_link.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

struct KindName
{
    services::TableKind kind;
    const char* page;
    const char* row;
};

constexpr std::array kindTable{
    KindName{services::TableKind::Samples, "samples", QT_TRANSLATE_NOOP("Details", "Sample")},
    KindName{services::TableKind::Pipelines, "pipelines", QT_TRANSLATE_NOOP("Details", "Pipeline")},
    KindName{services::TableKind::Jobs, "jobs", QT_TRANSLATE_NOOP("Details", "Job")},
    KindName{services::TableKind::Results, "results", QT_TRANSLATE_NOOP("Details", "Result")},
    KindName{services::TableKind::Batches, "batches", QT_TRANSLATE_NOOP("Details", "Batch")},
};

const KindName* nameOf(services::TableKind kind)
{
    const auto found =
        std::find_if(kindTable.begin(), kindTable.end(), [kind](const KindName& name) { return name.kind == kind; });
    return found == kindTable.end() ? nullptr : &*found;
}

}  // namespace

QString pageOf(services::TableKind kind)
{
    const KindName* name = nameOf(kind);
    return name == nullptr ? QString() : QString::fromLatin1(name->page);
}

std::optional<services::TableKind> tableOf(const QString& page)
{
    const auto found = std::find_if(kindTable.begin(), kindTable.end(),
                                    [&page](const KindName& name) { return page == QLatin1String(name.page); });
    return found == kindTable.end() ? std::nullopt : std::optional(found->kind);
}

QString rowName(services::TableKind kind)
{
    const KindName* name = nameOf(kind);
    return name == nullptr ? QString() : QCoreApplication::translate("Details", name->row);
}

}  // namespace aurora::gui
