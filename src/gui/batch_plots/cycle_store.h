#pragma once

#include "gui/frame/long_work.h"
#include "gui/sample_plots/loaded_sample.h"

#include "aurora/services/batch_averages.h"
#include "aurora/services/project.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>

namespace aurora::gui {

/// The cycles and per-sample values of the chosen samples, loaded on a pool thread, one after another, until cancelled.
class CycleStore final : public QObject
{
    Q_OBJECT

public:
    explicit CycleStore(QObject* parent = nullptr);
    ~CycleStore() override;

    void setProject(std::optional<services::Project> project);

    /// Loads what is missing and forgets what is not wanted any more. What has been read of an earlier choice is kept.
    void want(const QStringList& samples);

    /// Looks for what has changed of everything wanted and loads that again; what is there stays until then. Changes
    /// may come faster than many samples are read: a loading that runs is brought to its end, and the next one begins
    /// then.
    void reload();

    /// Stops loading; what has been loaded stays.
    void cancel();

    /// Takes data that is there already, as if it had been loaded.
    void put(std::vector<services::SampleCurves> samples);

    /// What has been loaded, in the order it was wanted.
    [[nodiscard]] LoadedSamples loaded() const;

    [[nodiscard]] std::shared_ptr<const LoadedSample> loaded(const QString& sample) const
    {
        return m_loaded.value(sample);
    }

    /// Loads, or looks for changes.
    [[nodiscard]] bool isLoading() const noexcept { return m_loading != nullptr; }

    /// How far loading is: samples done, and to do in all.
    [[nodiscard]] std::pair<quint64, quint64> progress() const;

    /// Wanted samples that are not there because loading was cancelled or failed.
    [[nodiscard]] qsizetype missing() const;

    /// Why nothing could be loaded; empty when it could.
    [[nodiscard]] QString failure() const { return m_failure; }

Q_SIGNALS:
    /// Other samples are there, or wanted, or cannot be had.
    void changed();
    /// Loading has begun or ended; where only this is told, everything is as it was.
    void loadingChanged();

private:
    /// What was read of a sample.
    struct Reading
    {
        QString sample;
        std::string version;
        std::shared_ptr<const LoadedSample> loaded;  ///< nothing: it is as it was
    };

    using Readings = std::vector<Reading>;

    [[nodiscard]] static Readings read(const services::Project& project, const QStringList& samples,
                                       const services::CycleVersions& known, Progress& progress);
    void loadMissing();
    void load(const QStringList& samples);
    /// @return whether something is new
    bool take(const QStringList& asked, const Readings& readings);
    /// The loading that runs has read enough, or is of no use at all. One that does not end then waits for a share that
    /// does not answer: the next does not wait with it.
    void endSoon();
    void ended(bool isNew);
    void stop();

    std::optional<services::Project> m_project;
    QStringList m_wanted;
    QHash<QString, std::shared_ptr<const LoadedSample>> m_loaded;
    services::CycleVersions m_versions;   ///< of what is loaded
    std::shared_ptr<LongWork> m_loading;  ///< the one that is on
    bool m_loadMore = false;              ///< when that one has ended
    QSet<QString> m_stale;                ///< loaded, but may have changed
    QString m_failure;
};

}  // namespace aurora::gui
