#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/project.h"
#include "gui/frame/failure.h"
#include "gui/frame/project_watch.h"

#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace aurora::gui {

/// The last owner's end closes connections, which may wait for servers: it comes on a pool thread, never on the
/// window's.
[[nodiscard]] std::shared_ptr<services::Lab> endedInBackground(std::unique_ptr<services::Lab> lab);

/// The project of the window: opens and closes it, and tells when its data has changed.
class ProjectSession final : public QObject
{
    Q_OBJECT

public:
    explicit ProjectSession(QObject* parent = nullptr);

    [[nodiscard]] const std::optional<services::Project>& project() const noexcept { return m_project; }

    /// The servers of the open project; nothing while there is none. Tasks keep a share of it until they are done.
    [[nodiscard]] const std::shared_ptr<services::Lab>& lab() const noexcept { return m_lab; }

    [[nodiscard]] bool opening() const noexcept { return m_opening != Opening::Nothing; }

    /// Counts what the user asked to be open: whether that was something else meanwhile.
    [[nodiscard]] int asked() const noexcept { return *m_asked; }

    /// Opens the project of a folder (or its JSON file) in the background; projectChanged or openFailed follows. Of
    /// several that are asked for, the last is opened. The one that is open stays as it is when nothing of its
    /// configuration has changed.
    void open(const QString& folderOrFile);
    /// Makes a new project in the folder and opens it.
    void create(const QString& folder);
    /// Opens what `findProject` finds (environment, last opened one), if it finds something.
    void openLast();
    /// Opens the project again, with its configuration and the user's as they are on disk now; it stays as it is when
    /// neither has changed. Not before it is clear
    /// whether another one that is being opened takes its place.
    void reload();
    void close();

    /// Why nothing can be written now; empty when it can.
    [[nodiscard]] QString whyNotWrite() const;

    /// Folders of the projects opened before, newest first.
    [[nodiscard]] static QStringList recentProjects();

Q_SIGNALS:
    void openingChanged();
    void projectChanged();
    void dataChanged();
    void openFailed(const aurora::gui::Failure& failure);
    void watchFailed(const QString& message);
    void warned(const QString& message);  ///< the project is open, but not all of it works

private:
    struct Opened
    {
        std::optional<services::Project> project;
        std::shared_ptr<services::Lab> lab;
        QString warning;
        std::string configuration;  ///< where that of the project stands, what it says, and the user's
    };

    enum class Opening
    {
        Nothing,
        Another,
        Again  ///< the open one
    };

    /// Whether it becomes the project that is opened by itself next time.
    enum class Remembered
    {
        No,
        Yes
    };

    template <class Open>
    void openInBackground(Opening opening, Remembered remembered, Open open);
    [[nodiscard]] static Opened withLab(std::optional<services::Project> project);
    void arrived(Opened opened);
    [[nodiscard]] bool isAsItWas(const Opened& opened) const;
    void set(Opened opened);

    std::optional<services::Project> m_project;
    std::shared_ptr<services::Lab> m_lab;
    std::unique_ptr<ProjectWatch> m_watch;
    std::string m_configuration;  ///< see Opened
    std::shared_ptr<std::atomic<int>> m_asked = std::make_shared<std::atomic<int>>(0);
    Opening m_opening = Opening::Nothing;
    bool m_readAgain = false;  ///< the open project, unless another takes its place
};

}  // namespace aurora::gui
