#pragma once

#include "aurora/services/preferences.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"
#include "gui/preferences/connection_test.h"

#include <QDialog>

#include <map>
#include <vector>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace aurora::gui {

class ColumnsEditor;
class EntryList;
class JsonForm;

/// Edits the user's file and, while a project is open, the project's. What cannot work is refused with the reason next
/// to its field; what nobody changed stays as it is in the files. Saving takes effect at once.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(Frame& frame, QWidget* parent);

    /// Goes to a section: "own", "project", "servers", "harvesters", "columns", "daemon".
    void showSection(const QString& id);

private:
    struct Files
    {
        std::filesystem::path userFile;
        Json user;
        std::filesystem::path sharedFile;  ///< empty: no project is open
        Json shared;
    };

    struct Section
    {
        QString id;
        QWidget* page = nullptr;
        bool ofProject = false;
    };

    QWidget* addSection(const QString& id, const QString& title, const QString& explanation, bool ofProject);
    void makeOwn();
    void makeProject();
    void makeServers();
    void makeHarvesters();
    void makeColumns();
    void makeDaemon();
    QWidget* makeEnd();
    void load();
    void showFiles(const Files& files);
    void lock();
    void judge();
    /// Looks whether the private key is there, and tells what was found beside its field.
    void lookAtKey();
    void tellOfKey(const QString& doubt);
    void showSharedProblem(const std::optional<services::ConfigurationProblem>& problem);
    [[nodiscard]] Json editedShared() const;
    void addTest(EntryList* list, std::optional<services::HarvesterKind> harvester);
    [[nodiscard]] ConnectionTest::Subject testSubject(const EntryList& list,
                                                      std::optional<services::HarvesterKind> harvester) const;
    void mark(const QString& id, bool wrong);
    void save();
    void setSaving(bool saving);
    /// Not while it saves: what came of that is told here. What was edited is thrown away only when that is said.
    void reject() override;
    /// All that can be edited, as it stands in the forms.
    [[nodiscard]] Json edits() const;
    [[nodiscard]] bool isEdited() const;
    void saved(const QStringList& removedColumns);

    Frame* m_frame;
    Files m_before;
    Json m_shown;  ///< what the forms made of it, before anybody edited: see edits()
    std::vector<Section> m_sections;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    JsonForm* m_user = nullptr;
    QCheckBox* m_notifications = nullptr;
    JsonForm* m_project = nullptr;
    EntryList* m_servers = nullptr;
    EntryList* m_eclab = nullptr;
    EntryList* m_neware = nullptr;
    std::map<EntryList*, ConnectionTest*> m_tests;  ///< of the entry on screen in each list
    ColumnsEditor* m_columns = nullptr;
    JsonForm* m_flags = nullptr;
    JsonForm* m_daemon = nullptr;
    QLabel* m_reason = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
    RepeatedReading m_keyLook{this, [this] { lookAtKey(); }};
    QString m_keyDoubt;  ///< why nobody can log in with the private key, as far as that is known
    bool m_loaded = false;
    bool m_saving = false;
};

}  // namespace aurora::gui
