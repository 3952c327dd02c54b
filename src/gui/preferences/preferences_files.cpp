// The preferences between their files and their forms.

#include "aurora/config/from_json.h"
#include "aurora/core/error.h"
#include "aurora/services/preferences.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/preferences/columns_editor.h"
#include "gui/preferences/entry_list.h"
#include "gui/preferences/json_form.h"
#include "gui/preferences/preferences_dialog.h"
#include "gui/preferences/shared_json.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

namespace aurora::gui {

void PreferencesDialog::load()
{
    const auto& project = m_frame->session.project();
    const std::filesystem::path sharedFile = project ? project->config().file : std::filesystem::path();
    m_save->setEnabled(false);
    inBackground(
        this,
        [sharedFile] {
            Files files;
            files.userFile = services::userConfigPath();
            files.user = services::readConfiguration(files.userFile);
            files.sharedFile = sharedFile;
            files.shared = sharedFile.empty() ? Json::object() : services::readConfiguration(sharedFile);
            return files;
        },
        [this](const Files& files) { showFiles(files); },
        [this](const Failure& failure) { m_reason->setText(failure.message); });
}

void PreferencesDialog::showFiles(const Files& files)
{
    m_before = files;
    m_user->setContent(files.user);
    m_project->setContent(files.shared);
    m_servers->setEntries(files.shared.contains("Servers") ? files.shared["Servers"] : Json::array());
    m_eclab->setEntries(foldersOf(files.shared, "EC-lab harvester"));
    m_neware->setEntries(foldersOf(files.shared, "Neware harvester"));
    m_columns->setColumns(files.shared.contains("Sample database") ? files.shared["Sample database"]
                                                                   : config::toJson(config::standardSampleColumns()));
    m_flags->setContent(objectIn(files.shared, "Flag thresholds"));
    m_daemon->setContent(objectIn(files.shared, "Daemon"));
    m_loaded = true;
    m_shown = edits();
    lock();
    judge();
    m_keyLook.ask();
}

void PreferencesDialog::lookAtKey()
{
    config::UserConfig edited;
    try {
        edited = config::userConfigFrom(m_user->content(), m_before.userFile);
    } catch (const Error&) {
        tellOfKey({});  // what is refused is told
        return;
    }
    m_keyLook.read([edited] { return services::whyNoPrivateKey(edited); },
                   [this](const std::string& doubt) { tellOfKey(toQString(doubt)); },
                   [this](const Failure& /*nothing is known*/) { tellOfKey({}); });
}

void PreferencesDialog::tellOfKey(const QString& doubt)
{
    m_keyDoubt = m_keyLook.isAskedAgain() ? QString() : doubt;
    m_user->showDoubt(QStringLiteral("SSH private key path"), doubt);
}

void PreferencesDialog::lock()
{
    const QString reason = m_frame->session.whyNotWrite();
    for (const Section& section : m_sections) {
        section.page->setEnabled(!section.ofProject || reason.isEmpty());
        section.page->setToolTip(section.ofProject ? reason : QString());
        auto* words = findChild<QLabel*>(QStringLiteral("explanation-") + section.id);
        if (section.ofProject && !reason.isEmpty() && !words->text().startsWith(reason)) {
            words->setText(reason + QLatin1Char(' ') + words->text());
        }
    }
}

Json PreferencesDialog::editedShared() const
{
    if (m_before.sharedFile.empty()) {
        return m_before.shared;
    }
    Json shared = m_project->content();
    put(shared, "Servers", m_servers->entries());
    putFolders(shared, "EC-lab harvester", m_eclab->entries());
    putFolders(shared, "Neware harvester", m_neware->entries());
    put(shared, "Flag thresholds", m_flags->content());
    put(shared, "Daemon", m_daemon->content());
    if (shared.contains("Sample database") || m_columns->columns() != config::toJson(config::standardSampleColumns())) {
        shared["Sample database"] = m_columns->columns();
    }
    return shared;
}

Json PreferencesDialog::edits() const
{
    return {{"user", m_user->content()}, {"shared", editedShared()}, {"tells", m_notifications->isChecked()}};
}

bool PreferencesDialog::isEdited() const
{
    return m_loaded && edits() != m_shown;
}

}  // namespace aurora::gui
