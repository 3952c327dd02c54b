#include "gui/preferences/preferences_dialog.h"

#include "aurora/config/from_json.h"
#include "aurora/services/preferences.h"
#include "gui/activity/notifier.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/preferences/columns_editor.h"
#include "gui/preferences/columns_question.h"
#include "gui/preferences/entry_list.h"
#include "gui/preferences/json_form.h"
#include "gui/preferences/section_page.h"
#include "gui/preferences/shared_json.h"
#include "gui/preferences/unsaved_question.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{960, 640};
constexpr int sectionWidth_px = 180;
constexpr int sectionSpacing_px = 3;

}  // namespace

PreferencesDialog::PreferencesDialog(Frame& frame, QWidget* parent)
    : QDialog(parent), m_frame(&frame), m_list(new QListWidget(this)), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Preferences"));
    resize(firstSize);
    m_list->setObjectName(QStringLiteral("preferenceSections"));
    m_list->setAccessibleName(tr("Sections"));
    m_list->setFixedWidth(sectionWidth_px);
    m_list->setSpacing(sectionSpacing_px);
    makeOwn();
    makeProject();
    makeServers();
    makeHarvesters();
    makeColumns();
    makeDaemon();
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_list);
    columns->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(makeEnd());
    m_list->setCurrentRow(0);
    closeWithProject(this, frame.session);
    load();
}

QWidget* PreferencesDialog::addSection(const QString& id, const QString& title, const QString& explanation,
                                       bool ofProject)
{
    m_list->addItem(title);
    const SectionPage section = makeSectionPage(id, title, explanation, this);
    m_stack->addWidget(section.page);
    m_sections.push_back({.id = id, .page = section.body, .ofProject = ofProject});
    return section.body;
}

void PreferencesDialog::makeOwn()
{
    QWidget* body =
        addSection(QStringLiteral("own"), tr("Your own"),
                   tr("For you alone, on this PC: how you reach the lab's PCs, and where their raw files are "
                      "kept. An empty field means what stands in it in grey."),
                   false);
    m_user = new JsonForm(userFields(), body);
    m_notifications = new QCheckBox(tr("Desktop notifications of flagged cells and ended jobs"), body);
    m_notifications->setObjectName(QStringLiteral("preferNotifications"));
    m_notifications->setChecked(Notifier::isEnabled());
    m_notifications->setToolTip(Notifier::whyNot());
    auto* layout = static_cast<QVBoxLayout*>(body->layout());
    layout->addWidget(m_user);
    layout->addWidget(m_notifications);
    layout->addStretch(1);
    connect(m_user, &JsonForm::edited, this, &PreferencesDialog::judge);
    connect(m_user, &JsonForm::edited, this, [this] {
        m_keyDoubt.clear();  // of what stood there before
        m_keyLook.ask();
    });
}

void PreferencesDialog::makeProject()
{
    QWidget* body = addSection(QStringLiteral("project"), tr("Project"),
                               tr("For everybody who works with this project. Folders are relative to the one of "
                                  "shared_config.json."),
                               true);
    m_project = new JsonForm(projectFields(), body);
    auto* layout = static_cast<QVBoxLayout*>(body->layout());
    layout->addWidget(m_project);
    layout->addStretch(1);
    connect(m_project, &JsonForm::edited, this, &PreferencesDialog::judge);
}

void PreferencesDialog::makeServers()
{
    QWidget* body =
        addSection(QStringLiteral("servers"), tr("Servers"),
                   tr("PCs that run jobs for this project. Passwords are never stored: a key or an agent is "
                      "used."),
                   true);
    m_servers =
        new EntryList(QStringLiteral("servers"), QStringLiteral("Servers"), serverFields(),
                      Json::object({{"label", "new"}, {"server_type", "tomato"}, {"shell_type", "powershell"}}), body);
    body->layout()->addWidget(m_servers);
    addTest(m_servers, std::nullopt);
}

void PreferencesDialog::makeHarvesters()
{
    QWidget* body =
        addSection(QStringLiteral("harvesters"), tr("Harvested folders"),
                   tr("Folders in which the vendors' programs leave files of experiments that were started by "
                      "hand. Nothing in them is ever changed."),
                   true);
    m_eclab = new EntryList(QStringLiteral("eclab"), QStringLiteral("EC-lab harvester"), eclabFields(),
                            Json::object({{"label", "ec"}}), body);
    m_neware = new EntryList(QStringLiteral("neware"), QStringLiteral("Neware harvester"), newareFields(),
                             Json::object({{"label", "nw"}}), body);
    auto* tabs = new QTabWidget(body);
    tabs->setDocumentMode(true);
    for (const auto& [list, title] : {std::pair(m_eclab, tr("EC-Lab")), std::pair(m_neware, tr("Neware"))}) {
        auto* tab = new QWidget(tabs);
        auto* layout = new QVBoxLayout(tab);
        layout->addWidget(list);
        tabs->addTab(tab, title);
    }
    addTest(m_eclab, services::HarvesterKind::EcLab);
    addTest(m_neware, services::HarvesterKind::Neware);
    body->layout()->addWidget(tabs);
}

void PreferencesDialog::addTest(EntryList* list, std::optional<services::HarvesterKind> harvester)
{
    auto* test = new ConnectionTest(
        *m_frame, [this, list, harvester] { return testSubject(*list, harvester); }, list);
    list->belowForm()->addWidget(test);
    m_tests[list] = test;
    connect(list, &EntryList::edited, this, &PreferencesDialog::judge);
    connect(list, &EntryList::currentChanged, this, [this, list, test] {
        test->clear();
        test->setVisible(!list->currentLabel().isEmpty());
        judge();
    });
}

void PreferencesDialog::makeColumns()
{
    QWidget* body = addSection(QStringLiteral("columns"), tr("Sample columns"),
                               tr("What is known of every cell. Sample ID is the key and must stay."), true);
    m_columns = new ColumnsEditor(body);
    body->layout()->addWidget(m_columns);
    connect(m_columns, &ColumnsEditor::edited, this, &PreferencesDialog::judge);
}

void PreferencesDialog::makeDaemon()
{
    QWidget* body =
        addSection(QStringLiteral("daemon"), tr("Flags and daemon"),
                   tr("Which cells are flagged, and when the daemon works by itself, in project time."), true);
    m_flags = new JsonForm(flagFields(), body);
    m_daemon = new JsonForm(daemonFields(), body);
    const int labels_px = std::max(m_flags->labelWidth(), m_daemon->labelWidth());
    m_flags->setLabelWidth(labels_px);
    m_daemon->setLabelWidth(labels_px);
    auto* layout = static_cast<QVBoxLayout*>(body->layout());
    layout->addWidget(m_flags);
    layout->addSpacing(16);
    layout->addWidget(m_daemon);
    layout->addStretch(1);
    connect(m_flags, &JsonForm::edited, this, &PreferencesDialog::judge);
    connect(m_daemon, &JsonForm::edited, this, &PreferencesDialog::judge);
}

QWidget* PreferencesDialog::makeEnd()
{
    auto* end = new QWidget(this);
    auto* layout = new QHBoxLayout(end);
    layout->setContentsMargins(0, 0, 0, 0);
    m_reason = new QLabel(end);
    m_reason->setObjectName(QStringLiteral("preferencesReason"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    layout->addWidget(m_reason, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, end);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(QStringLiteral("savePreferences"));
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    return end;
}

void PreferencesDialog::showSection(const QString& id)
{
    for (std::size_t section = 0; section < m_sections.size(); ++section) {
        if (m_sections[section].id == id) {
            m_list->setCurrentRow(static_cast<int>(section));
        }
    }
}

void PreferencesDialog::mark(const QString& id, bool wrong)
{
    for (std::size_t section = 0; section < m_sections.size(); ++section) {
        if (m_sections[section].id == id) {
            QListWidgetItem* item = m_list->item(static_cast<int>(section));
            const QString title = item->text().remove(QStringLiteral(" ✕"));
            item->setText(wrong ? title + QStringLiteral(" ✕") : title);
        }
    }
}

void PreferencesDialog::judge()
{
    if (!m_loaded || m_saving) {
        return;
    }
    using services::ConfigurationFile;
    const auto own = services::whyNotConfiguration(ConfigurationFile::User, m_before.userFile, m_user->content());
    m_user->showProblem(own ? own->refused : std::nullopt);
    mark(QStringLiteral("own"), own.has_value());
    std::optional<services::ConfigurationProblem> shared;
    if (!m_before.sharedFile.empty()) {
        shared = services::whyNotConfiguration(ConfigurationFile::Shared, m_before.sharedFile, editedShared());
        showSharedProblem(shared);
    }
    const QString reason = own ? toQString(own->message) : shared ? toQString(shared->message) : QString();
    m_reason->setText(reason.isEmpty() ? QString() : QStringLiteral("✕ ") + reason);
    m_save->setEnabled(reason.isEmpty());
    m_save->setToolTip(reason);
}

void PreferencesDialog::showSharedProblem(const std::optional<services::ConfigurationProblem>& problem)
{
    const std::optional<config::RefusedKey> refused = problem ? problem->refused : std::nullopt;
    const std::optional<config::RefusedKey> ofNoEntry =
        refused && refused->list.empty() ? refused : std::optional<config::RefusedKey>();
    const bool inServers = m_servers->showProblem(refused);
    const bool inEclab = m_eclab->showProblem(refused);
    const bool inNeware = m_neware->showProblem(refused);
    const bool inFlags = m_flags->showProblem(ofNoEntry);
    const bool inDaemon = m_daemon->showProblem(ofNoEntry);
    const bool inProject = m_project->showProblem(ofNoEntry);
    mark(QStringLiteral("servers"), inServers);
    mark(QStringLiteral("harvesters"), inEclab || inNeware);
    mark(QStringLiteral("daemon"), inFlags || inDaemon);
    mark(QStringLiteral("project"), inProject);
    mark(QStringLiteral("columns"),
         problem && !inServers && !inEclab && !inNeware && !inFlags && !inDaemon && !inProject);
    for (const auto& [list, test] : m_tests) {
        test->setWhyNot(problem ? toQString(problem->message) : QString());
    }
}

ConnectionTest::Subject PreferencesDialog::testSubject(const EntryList& list,
                                                       std::optional<services::HarvesterKind> harvester) const
{
    config::SharedConfig shared = config::sharedConfigFrom(editedShared(), m_before.sharedFile);
    config::UserConfig user = config::userConfigFrom(m_user->content(), m_before.userFile);
    const services::Project edited(std::move(shared), database::Access::ReadOnly);
    return {.lab = endedInBackground(std::make_unique<services::Lab>(edited, std::move(user))),
            .label = list.currentLabel(),
            .harvester = harvester};
}

void PreferencesDialog::save()
{
    setSaving(true);
    m_save->setEnabled(false);
    Notifier::setEnabled(m_notifications->isChecked());
    const QStringList removed = m_columns->removed();
    inBackground(
        this,
        [before = m_before, user = m_user->content(), shared = editedShared()] {
            using services::ConfigurationFile;
            services::saveConfiguration(ConfigurationFile::User, before.userFile, before.user, user);
            if (!before.sharedFile.empty()) {
                services::saveConfiguration(ConfigurationFile::Shared, before.sharedFile, before.shared, shared);
            }
            return true;
        },
        [this, removed](bool /*written*/) { saved(removed); },
        [this](const Failure& failure) {
            setSaving(false);
            judge();
            m_reason->setText(QStringLiteral("✕ ") + failure.message);
        });
}

void PreferencesDialog::setSaving(bool saving)
{
    m_saving = saving;
    m_cancel->setEnabled(!saving);
    m_cancel->setToolTip(saving ? tr("The preferences are being saved.") : QString());
}

void PreferencesDialog::reject()
{
    if (m_saving) {
        return;
    }
    if (isEdited()) {
        askAboutUnsaved(this, m_save->isEnabled() ? QString() : m_save->toolTip(),
                        {.save = [this] { save(); }, .discard = [this] { QDialog::reject(); }});
        return;
    }
    QDialog::reject();
}

void PreferencesDialog::saved(const QStringList& removedColumns)
{
    const QString doubt = m_before.user == m_user->content() ? QString() : m_keyDoubt;
    if (doubt.isEmpty()) {
        m_frame->messages.show(MessageBar::Kind::Done, tr("The preferences are saved."));
    } else {
        m_frame->messages.show(MessageBar::Kind::Warning, tr("The preferences are saved. %1").arg(doubt));
    }
    m_frame->session.reload();
    if (!removedColumns.isEmpty()) {
        askAboutColumns(*m_frame, m_before.sharedFile, parentWidget());
    }
    accept();
}

}  // namespace aurora::gui
