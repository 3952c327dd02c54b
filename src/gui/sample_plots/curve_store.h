#pragma once

#include "gui/frame/long_work.h"
#include "gui/frame/repeated_reading.h"
#include "gui/sample_plots/loaded_sample.h"

#include "aurora/services/project.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aurora::gui {

/// The data of the chosen samples and files, loaded on pool threads. For a sample that is no longer chosen, or was
/// asked for anew in the meantime, nothing is loaded any more, and what arrives is dropped.
class CurveStore final : public QObject
{
    Q_OBJECT

public:
    explicit CurveStore(QObject* parent = nullptr);
    ~CurveStore() override;

    void setProject(std::optional<services::Project> project);

    /// One sample, or one file, that is wanted.
    struct Wanted
    {
        QString key;  ///< Sample ID or path
        bool isFile = false;
        QString label{};  ///< of a file; empty: its name
    };

    /// Loads what is missing and forgets what is not wanted any more.
    void want(const std::vector<Wanted>& wanted, services::Detail detail);

    /// Loads every row of a sample; nothing happens when they are there, or on their way.
    void wantFull(const QString& key);

    /// Loads what is wanted again where its files have changed; what is there stays until then. Changes may come faster
    /// than a sample is read: what is on its way arrives first, and is loaded again then.
    void reload();

    /// Computes what these quantities need of every loaded sample, in the background; changed() follows. What cannot be
    /// computed is among the failures, and is not tried again before the sample is loaded again.
    /// @return true when nothing is left to compute
    bool prepare(const std::vector<RowQuantity>& quantities);

    /// Takes data that is there already, as if it had been loaded.
    void put(const QString& key, services::SampleCurves curves);

    /// What has been loaded, in the order it was wanted.
    [[nodiscard]] LoadedSamples loaded() const;

    [[nodiscard]] std::shared_ptr<const LoadedSample> loaded(const QString& key) const { return m_loaded.value(key); }

    [[nodiscard]] bool isLoading() const noexcept { return !m_underway.isEmpty(); }

    /// Sentences about what could not be loaded or computed.
    [[nodiscard]] QStringList failures() const { return m_failures.values(); }

    /// The sentence about one of them; empty: nothing failed.
    [[nodiscard]] QString failure(const QString& key) const { return m_failures.value(key); }

Q_SIGNALS:
    void changed();

private:
    void load(const Wanted& wanted, services::Detail detail);
    void look();
    void loadChanged(const QHash<QString, std::string>& versions);
    /// Whether the files are no longer, as far as is known, those that were loaded.
    [[nodiscard]] bool isOutdated(const QString& key, const std::string& version) const;
    /// Nobody waits for what is being loaded of it any more.
    void leave(const QString& key);
    void forgetUnwanted(const QSet<QString>& wanted);
    /// A sample, or a file, of the newest request is there, or failed.
    void arrived(const Wanted& wanted);
    /// Files are called as it was last wanted.
    void label(const Wanted& wanted);
    void compute(const QString& key, const std::shared_ptr<const LoadedSample>& sample, RowQuantity quantity);

    std::optional<services::Project> m_project;
    std::vector<Wanted> m_wanted;
    services::Detail m_detail = services::Detail::Thinned;
    QHash<QString, std::shared_ptr<const LoadedSample>> m_loaded;
    QHash<QString, QString> m_failures;
    QSet<QString> m_full;                                  ///< loaded, or being loaded, with every row
    QHash<QString, std::shared_ptr<LongWork>> m_underway;  ///< the newest loading of a key
    std::map<std::pair<QString, RowQuantity>, std::shared_ptr<LongWork>> m_preparing;  ///< being computed
    QHash<QString, std::string> m_versions;            ///< of the files that were loaded
    QHash<QString, std::string> m_again;               ///< of files that were changed while they were loaded
    RepeatedReading m_look{this, [this] { look(); }};  ///< for what has changed
};

}  // namespace aurora::gui
