#include "gui/batches/batch_panel.h"

#include "aurora/services/batches.h"
#include "gui/frame/background.h"
#include "gui/frame/follow_action.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/wrap_layout.h"
#include "gui/tables/sample_actions.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace aurora::gui {

namespace {

constexpr std::string_view keyColumn = "Sample ID";
constexpr int smallestWidth_px = 260;

struct ButtonInfo
{
    Command command;
    const char* text;  ///< shorter than in the menu: here it is about the batch whose name stands above
};

constexpr std::array buttonTable{
    ButtonInfo{Command::ViewData, QT_TRANSLATE_NOOP("aurora::gui::BatchPanel", "Plot")},
    ButtonInfo{Command::AnalyseBatches, QT_TRANSLATE_NOOP("aurora::gui::BatchPanel", "Analyse")},
    ButtonInfo{Command::ExportBatch, QT_TRANSLATE_NOOP("aurora::gui::BatchPanel", "Export…")},
    ButtonInfo{Command::EditBatch, QT_TRANSLATE_NOOP("aurora::gui::BatchPanel", "Edit…")},
};

}  // namespace

BatchPanel::BatchPanel(const CommandSet& commands, QWidget* parent)
    : QWidget(parent),
      m_commands(&commands),
      m_title(new QLabel(this)),
      m_description(new QLabel(this)),
      m_search(new QLineEdit(this)),
      m_model(new TableModel(this)),
      m_view(new TableView(this)),
      m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("batchPanel"));
    setMinimumWidth(smallestWidth_px);
    m_title->setObjectName(QStringLiteral("batchTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(1);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_description->setObjectName(QStringLiteral("batchText"));
    m_description->setTextFormat(Qt::PlainText);
    m_description->setWordWrap(true);
    m_search->setObjectName(QStringLiteral("searchMembers"));
    m_search->setPlaceholderText(tr("Search samples of the batch"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_view->setObjectName(QStringLiteral("batchMembers"));
    m_view->setAccessibleName(tr("Samples of the batch"));
    m_view->setTableModel(m_model);
    m_count->setObjectName(QStringLiteral("membersCount"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->addWidget(m_title);
    layout->addWidget(m_description);
    m_buttons = makeButtons();
    layout->addWidget(m_buttons);
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_count);
    layout->addStretch();  // without a batch the words stand at the top
    connect(m_search, &QLineEdit::textChanged, m_model, &TableModel::setSearch);
    connect(m_view, &TableView::selectionChangedByAnything, this, &BatchPanel::selectionChanged);
    connect(m_view, &TableView::rowMenuRequested, this, &BatchPanel::openMenu);
    connect(m_view, &TableView::rowActivated, this, [this] {
        if (const QStringList samples = selectedSamples(); !samples.isEmpty()) {
            Q_EMIT sampleActivated(samples.front());
        }
    });
    showBatches({}, {});
}

QWidget* BatchPanel::makeButtons()
{
    auto* box = new QWidget(this);
    auto* layout = new WrapLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (const auto& [command, text] : buttonTable) {
        auto* button = new QToolButton(box);
        followAction(*button, *m_commands->action(command));
        button->setIcon(m_commands->action(command)->icon());
        button->setText(tr(text));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    return box;
}

void BatchPanel::setProject(const std::optional<services::Project>& project)
{
    m_project = project;
    showBatches({}, {});
}

void BatchPanel::showBatches(const QStringList& names, const QString& description)
{
    if (names != m_names) {
        m_search->clear();
        m_view->clearSelection();
    }
    m_names = names;
    m_title->setText(names.isEmpty()     ? tr("Select a batch to see its samples.")
                     : names.size() == 1 ? names.front()
                                         : tr("%1 batches").arg(names.size()));
    m_title->setToolTip(names.join(QLatin1Char('\n')));
    m_description->setText(names.size() == 1 ? description : names.join(QLatin1String(", ")));
    m_description->setVisible(!m_description->text().isEmpty());
    reload();
}

void BatchPanel::reload()
{
    const int generation = ++m_generation;
    if (!m_project || m_names.isEmpty()) {
        showMembers({});
        return;
    }
    std::vector<std::string> names;
    for (const QString& name : m_names) {
        names.push_back(name.toStdString());
    }
    inBackground(
        this, [project = *m_project, names] { return services::batchMembers(project, names); },
        [this, generation](Table members) {
            if (generation == m_generation) {
                showMembers(std::move(members));
            }
        },
        [this, generation](const Failure& failure) {
            if (generation == m_generation) {
                m_count->setText(failure.message);
            }
        });
}

void BatchPanel::showMembers(Table members)
{
    const bool wasEmpty = m_model->totalRows() == 0;
    auto table = std::make_shared<const TableData>(std::move(members), keyColumn);
    m_model->setTable(table);
    m_model->setIndex(std::make_shared<const TableIndex>(table->table()));
    for (int column = 0; column < m_model->columnCount() && m_model->totalRows() > 0; ++column) {
        if (wasEmpty) {
            m_view->fitColumn(column);
        } else {
            m_view->widenColumn(column);
        }
    }
    hideEmptyLabels();
    showParts();
    m_count->setText(tr("Samples: %1").arg(m_model->totalRows()));
    Q_EMIT selectionChanged();
}

/// Where nobody gave labels, there is room for numbers.
void BatchPanel::hideEmptyLabels()
{
    const int labels = m_model->table()->column("Label");
    bool any = false;
    for (int row = 0; row < m_model->totalRows() && labels >= 0; ++row) {
        any = any || !isEmpty(m_model->table()->cell(row, labels));
    }
    if (labels >= 0) {
        m_view->setColumnHidden(labels, !any);
    }
}

void BatchPanel::showParts()
{
    for (QWidget* part :
         {m_buttons, static_cast<QWidget*>(m_view), static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_count)})
    {
        part->setVisible(!m_names.isEmpty());
    }
}

QStringList BatchPanel::selectedSamples() const
{
    return selectedTexts(*m_view, keyColumn);
}

void BatchPanel::openMenu(const QPoint& globalPosition)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    for (const Command command : sampleCommands) {
        menu.addAction(m_commands->action(command));
    }
    menu.exec(globalPosition);
}

}  // namespace aurora::gui
