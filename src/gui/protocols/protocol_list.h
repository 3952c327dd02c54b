#pragma once

#include "aurora/services/protocol_files.h"
#include "gui/frame/commands.h"
#include "gui/frame/repeated_reading.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QListView;
class QStackedWidget;
class QStandardItemModel;
class QToolButton;

namespace aurora::gui {

/// The files of the protocols folder. Looks every few seconds, while it is on screen, whether somebody has changed it;
/// also on network drives, which tell nobody.
class ProtocolList final : public QWidget
{
    Q_OBJECT

public:
    explicit ProtocolList(QWidget* parent);

    void setProject(const std::optional<services::Project>& project);

    /// Reads the folder now.
    void reload();

    /// Marks this file as the open one; nothing: none is.
    void setCurrent(const std::optional<std::filesystem::path>& file);

    [[nodiscard]] const std::vector<services::ProtocolFile>& files() const noexcept { return m_files; }

    /// The file that is selected.
    [[nodiscard]] const services::ProtocolFile* selected() const;

    /// The actions of the list that the menus offer too.
    [[nodiscard]] std::map<Command, QAction*> actions() const;

    /// Why nothing can be changed; empty when it can.
    void setWhyNotWritable(const QString& reason);

Q_SIGNALS:
    void openRequested(const std::filesystem::path& file);
    void newRequested();
    void importRequested();
    void duplicateRequested(const std::filesystem::path& file);
    void renameRequested(const std::filesystem::path& file);
    void deleteRequested(const std::filesystem::path& file);
    void actionsChanged();  ///< some can work now that could not, or the other way round
    void filesRead();       ///< as files() says
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeEmpty();
    void fillEmpty();
    void readFiles();
    void show(std::vector<services::ProtocolFile> files);
    void markCurrent();
    void updateActions();

    std::optional<services::Project> m_project;
    std::vector<services::ProtocolFile> m_files;
    std::optional<std::filesystem::path> m_current;
    QString m_whyNotWritable;
    QStandardItemModel* m_model;
    QListView* m_view;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    QWidget* m_emptyButtons = nullptr;
    QAction* m_new = nullptr;
    QAction* m_import = nullptr;
    QAction* m_duplicate = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_delete = nullptr;
    QTimer m_look;
    RepeatedReading m_reading;
    bool m_quiet = false;
    bool m_failing = false;
};

}  // namespace aurora::gui
