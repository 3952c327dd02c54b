#include "gui/sample_plots/curve_store.h"

#include "gui/frame/qt_text.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <new>
#include <utility>

namespace aurora::gui {

namespace {

/// Empty: nothing says whether it has changed.
std::string versionOf(const std::optional<services::Project>& project, const QString& key, bool isFile)
{
    if (isFile) {
        return services::fileDataVersion(toPath(key));
    }
    return project ? services::sampleDataVersion(*project, SampleId(key.toStdString())) : std::string();
}

std::shared_ptr<const LoadedSample> read(const std::optional<services::Project>& project, const QString& key,
                                         bool isFile, services::Detail detail, Progress& progress)
{
    if (isFile) {
        formats::ReadOptions options;
        if (project) {
            options.timeZone = project->timeZone();
        }
        return std::make_shared<const LoadedSample>(services::loadFileCurves(toPath(key), options, progress));
    }
    if (!project) {
        throw Error(key.toStdString() + " is a sample, but no project is open. Open its project first.");
    }
    return std::make_shared<const LoadedSample>(
        services::loadSampleCurves(*project, SampleId(key.toStdString()), detail));
}

/// Whether the sample has such a curve. @throws Error when it cannot be computed
bool computed(const LoadedSample& sample, RowQuantity quantity)
{
    try {
        return sample.curve(quantity).has_value();
    } catch (const std::bad_alloc&) {
        throw Error(sample.curves().label + ": there is not enough memory to compute " +
                    rowQuantities()[static_cast<std::size_t>(quantity)].column + ".");
    }
}

}  // namespace

CurveStore::CurveStore(QObject* parent) : QObject(parent) {}

CurveStore::~CurveStore()
{
    forgetUnwanted({});
}

void CurveStore::setProject(std::optional<services::Project> project)
{
    m_project = std::move(project);
    m_look.forget();
    want({}, m_detail);
}

void CurveStore::leave(const QString& key)
{
    if (const std::shared_ptr<LongWork> loading = m_underway.take(key)) {
        loading->leave();
    }
}

void CurveStore::forgetUnwanted(const QSet<QString>& wanted)
{
    const auto unwanted = [&wanted](const auto& entry) { return !wanted.contains(entry.key()); };
    QStringList left = m_underway.keys();
    left.removeIf([&wanted](const QString& key) { return wanted.contains(key); });
    for (const QString& key : left) {  // all of them first: none begins in the place of another
        m_underway[key]->requestCancel();
    }
    for (const QString& key : left) {
        leave(key);
    }
    std::erase_if(m_preparing, [&wanted](const auto& computing) {
        if (wanted.contains(computing.first.first)) {
            return false;
        }
        computing.second->leave();
        return true;
    });
    m_loaded.removeIf(unwanted);
    m_failures.removeIf(unwanted);
    m_versions.removeIf(unwanted);
    m_again.removeIf(unwanted);
    m_full.intersect(wanted);
}

void CurveStore::want(const std::vector<Wanted>& wanted, services::Detail detail)
{
    QSet<QString> keys;
    for (const Wanted& one : wanted) {
        keys.insert(one.key);
    }
    forgetUnwanted(keys);
    m_wanted = wanted;
    m_detail = detail;
    for (const Wanted& one : wanted) {
        label(one);
        const bool there = m_loaded.contains(one.key) || m_underway.contains(one.key) || m_failures.contains(one.key);
        if (!there || (detail == services::Detail::Full && !m_full.contains(one.key))) {
            load(one, detail);
        }
    }
    Q_EMIT changed();
}

void CurveStore::wantFull(const QString& key)
{
    const auto one = std::find_if(m_wanted.begin(), m_wanted.end(), [&](const Wanted& w) { return w.key == key; });
    if (one != m_wanted.end() && !m_full.contains(key)) {
        load(*one, services::Detail::Full);
    }
}

void CurveStore::reload()
{
    m_look.ask();
}

void CurveStore::look()
{
    m_look.read(
        [project = m_project, wanted = m_wanted] {
            QHash<QString, std::string> versions;
            for (const Wanted& one : wanted) {
                versions.insert(one.key, versionOf(project, one.key, one.isFile));
            }
            return versions;
        },
        [this](const QHash<QString, std::string>& versions) { loadChanged(versions); },
        [](const Failure& /*a file that cannot be looked at is no reason to read it*/) {});
}

void CurveStore::loadChanged(const QHash<QString, std::string>& versions)
{
    for (const Wanted& one : m_wanted) {
        const auto version = versions.find(one.key);
        if (version == versions.end()) {
            continue;
        }
        if (m_underway.contains(one.key)) {
            m_again[one.key] = *version;
        } else if (isOutdated(one.key, *version)) {
            load(one, m_full.contains(one.key) ? services::Detail::Full : m_detail);
        }
    }
}

bool CurveStore::isOutdated(const QString& key, const std::string& version) const
{
    return version.empty() || version != m_versions.value(key) || m_failures.contains(key);
}

void CurveStore::load(const Wanted& wanted, services::Detail detail)
{
    leave(wanted.key);
    m_again.remove(wanted.key);
    if (detail == services::Detail::Full || wanted.isFile) {
        m_full.insert(wanted.key);
    }
    m_underway[wanted.key] = longInBackground(
        this,
        [project = m_project, wanted, detail](Progress& progress) {
            progress.throwIfCancelled();
            std::string version = versionOf(project, wanted.key, wanted.isFile);  // before: it may change meanwhile
            return std::pair(read(project, wanted.key, wanted.isFile, detail, progress), std::move(version));
        },
        [this, wanted](std::pair<std::shared_ptr<const LoadedSample>, std::string> sample) {
            m_failures.remove(wanted.key);
            m_loaded[wanted.key] = std::move(sample.first);
            m_versions[wanted.key] = std::move(sample.second);
            arrived(wanted);
        },
        [this, wanted](const Failure& failure) {
            m_failures[wanted.key] = failure.message;
            arrived(wanted);
        });
}

void CurveStore::label(const Wanted& wanted)
{
    const auto sample = m_loaded.find(wanted.key);
    if (!wanted.label.isEmpty() && sample != m_loaded.end() && (*sample)->label() != wanted.label) {
        *sample = (*sample)->labelled(wanted.label);
    }
}

void CurveStore::arrived(const Wanted& wanted)
{
    m_underway.remove(wanted.key);
    const auto newest =
        std::find_if(m_wanted.begin(), m_wanted.end(), [&](const Wanted& one) { return one.key == wanted.key; });
    if (newest != m_wanted.end()) {
        label(*newest);
    }
    const auto again = m_again.find(wanted.key);
    if (again != m_again.end() && isOutdated(wanted.key, *again)) {
        load(wanted, m_full.contains(wanted.key) ? services::Detail::Full : m_detail);
    }
    Q_EMIT changed();
}

bool CurveStore::prepare(const std::vector<RowQuantity>& quantities)
{
    bool ready = true;
    for (const Wanted& one : m_wanted) {
        const auto sample = m_loaded.value(one.key);
        for (const RowQuantity quantity : quantities) {
            if (!sample || sample->isReady(quantity)) {
                continue;
            }
            ready = false;
            if (!m_preparing.contains({one.key, quantity})) {
                compute(one.key, sample, quantity);
            }
        }
    }
    return ready;
}

void CurveStore::compute(const QString& key, const std::shared_ptr<const LoadedSample>& sample, RowQuantity quantity)
{
    m_preparing[{key, quantity}] = longInBackground(
        this, [sample, quantity](Progress& /*it is over in a moment*/) { return computed(*sample, quantity); },
        [this, key, quantity](bool) {
            m_preparing.erase({key, quantity});
            Q_EMIT changed();
        },
        [this, key, sample, quantity](const Failure& failure) {
            m_preparing.erase({key, quantity});
            const auto now = m_loaded.value(key);
            if (now && &now->curves() == &sample->curves()) {
                m_failures[key] = failure.message;
            }
            Q_EMIT changed();
        });
}

void CurveStore::put(const QString& key, services::SampleCurves curves)
{
    const auto same = [&](const Wanted& one) { return one.key == key; };
    if (std::none_of(m_wanted.begin(), m_wanted.end(), same)) {
        m_wanted.push_back({key, false});
    }
    leave(key);
    m_again.remove(key);
    m_failures.remove(key);
    m_full.insert(key);
    m_versions.remove(key);
    m_loaded[key] = std::make_shared<const LoadedSample>(std::move(curves));
    Q_EMIT changed();
}

LoadedSamples CurveStore::loaded() const
{
    LoadedSamples samples;
    for (const Wanted& one : m_wanted) {
        if (const auto sample = m_loaded.value(one.key)) {
            samples.push_back(sample);
        }
    }
    return samples;
}

}  // namespace aurora::gui
