#include "gui/batch_plots/cycle_store.h"

#include "gui/frame/qt_text.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::chrono::seconds patience{3};

}  // namespace

CycleStore::CycleStore(QObject* parent) : QObject(parent) {}

CycleStore::~CycleStore()
{
    stop();
}

void CycleStore::setProject(std::optional<services::Project> project)
{
    stop();
    m_project = std::move(project);
    m_wanted.clear();
    m_loaded.clear();
    m_versions.clear();
    m_stale.clear();
    m_failure.clear();
    Q_EMIT changed();
}

void CycleStore::want(const QStringList& samples)
{
    if (m_loading && samples != m_wanted) {
        endSoon();  // for the sake of the others; what it has read by now is kept
    }
    m_wanted = samples;
    const QSet<QString> keys(samples.begin(), samples.end());
    m_loaded.removeIf([&keys](const auto& entry) { return !keys.contains(entry.key()); });
    std::erase_if(m_versions, [&keys](const auto& entry) { return !keys.contains(toQString(entry.first)); });
    m_stale.intersect(keys);
    m_failure.clear();
    loadMissing();
    Q_EMIT changed();
}

void CycleStore::reload()
{
    m_stale = QSet<QString>(m_wanted.begin(), m_wanted.end());
    loadMissing();
    Q_EMIT loadingChanged();
}

void CycleStore::stop()
{
    m_loadMore = false;
    if (m_loading) {
        m_loading->leave();
        m_loading.reset();
    }
}

void CycleStore::endSoon()
{
    m_loading->requestCancel();
    QTimer::singleShot(patience, this, [this, loading = std::weak_ptr(m_loading)] {
        if (const auto stuck = loading.lock(); stuck && stuck == m_loading) {
            stuck->leave();
            ended(false);
        }
    });
}

void CycleStore::cancel()
{
    // What has been read until now arrives as the result.
    m_loadMore = false;
    if (m_loading) {
        endSoon();
    }
}

void CycleStore::ended(bool isNew)
{
    m_loading.reset();
    if (std::exchange(m_loadMore, false)) {
        loadMissing();
    }
    // Charts without samples tell that they are being loaded, and those with some which are missing.
    if (isNew || missing() > 0) {
        Q_EMIT changed();
    }
    Q_EMIT loadingChanged();
}

void CycleStore::loadMissing()
{
    if (m_loading) {
        m_loadMore = true;
        return;
    }
    QStringList missing;
    std::copy_if(m_wanted.begin(), m_wanted.end(), std::back_inserter(missing),
                 [this](const QString& sample) { return !m_loaded.contains(sample) || m_stale.contains(sample); });
    if (!missing.isEmpty() && m_project) {
        load(missing);
    }
}

void CycleStore::load(const QStringList& samples)
{
    m_stale.subtract(QSet<QString>(samples.begin(), samples.end()));  // changes from now on count again
    m_loading = longInBackground(
        this,
        [project = *m_project, samples, known = m_versions](Progress& progress) {
            return read(project, samples, known, progress);
        },
        [this, samples](const Readings& readings) {
            const bool failed = !std::exchange(m_failure, QString()).isEmpty();
            const bool isNew = take(samples, readings);
            ended(isNew || failed);
        },
        [this, samples](const Failure& failure) {
            const bool another = std::exchange(m_failure, failure.message) != failure.message;
            take(samples, {});
            ended(another);
        });
}

CycleStore::Readings CycleStore::read(const services::Project& project, const QStringList& samples,
                                      const services::CycleVersions& known, Progress& progress)
{
    std::vector<std::string> ids;
    ids.reserve(static_cast<std::size_t>(samples.size()));
    for (const QString& sample : samples) {
        ids.push_back(sample.toStdString());
    }
    Readings readings;
    for (services::CycleReading& one : services::loadCycleCurves(project, ids, known, progress)) {
        readings.push_back({toQString(one.sample), std::move(one.version),
                            one.curves ? std::make_shared<const LoadedSample>(std::move(*one.curves)) : nullptr});
    }
    return readings;
}

bool CycleStore::take(const QStringList& asked, const Readings& readings)
{
    const QSet<QString> wanted(m_wanted.begin(), m_wanted.end());
    QSet<QString> notRead(asked.begin(), asked.end());
    bool isNew = false;
    for (const Reading& one : readings) {
        // What is as it was may have been forgotten meanwhile: it is missing then, and is read.
        const bool isThere = one.loaded || m_loaded.contains(one.sample);
        if (!wanted.contains(one.sample) || !isThere) {
            continue;
        }
        notRead.remove(one.sample);
        if (one.loaded) {
            m_loaded[one.sample] = one.loaded;
            m_versions[one.sample.toStdString()] = one.version;
            isNew = true;
        }
    }
    m_stale.unite(notRead.intersect(wanted));
    return isNew;
}

void CycleStore::put(std::vector<services::SampleCurves> samples)
{
    stop();
    m_wanted.clear();
    m_loaded.clear();
    m_versions.clear();
    m_stale.clear();
    for (services::SampleCurves& curves : samples) {
        auto sample = std::make_shared<const LoadedSample>(std::move(curves));
        m_wanted.append(sample->label());
        m_loaded.insert(sample->label(), std::move(sample));
    }
    Q_EMIT changed();
}

LoadedSamples CycleStore::loaded() const
{
    LoadedSamples samples;
    for (const QString& sample : m_wanted) {
        if (const auto found = m_loaded.value(sample)) {
            samples.push_back(found);
        }
    }
    return samples;
}

std::pair<quint64, quint64> CycleStore::progress() const
{
    return m_loading ? std::pair<quint64, quint64>(m_loading->progress().done(), m_loading->progress().total())
                     : std::pair<quint64, quint64>(0, 0);
}

qsizetype CycleStore::missing() const
{
    return std::count_if(m_wanted.begin(), m_wanted.end(),
                         [this](const QString& sample) { return !m_loaded.contains(sample); });
}

}  // namespace aurora::gui
