#include "gui/protocols/step_list.h"

#include "aurora/core/error.h"
#include "aurora/protocols/step_fields.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/list_actions.h"
#include "gui/protocols/protocol_editor.h"
#include "gui/protocols/step_list_model.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

struct Offered
{
    std::string_view technique;
    const char* name;
    Command command;
};

constexpr std::array offeredTable{
    Offered{protocols::techniques::rest, QT_TRANSLATE_NOOP("StepList", "&Rest"), Command::AddRest},
    Offered{protocols::techniques::constantCurrent, QT_TRANSLATE_NOOP("StepList", "&Charge or discharge"),
            Command::AddCurrent},
    Offered{protocols::techniques::constantVoltage, QT_TRANSLATE_NOOP("StepList", "&Hold a voltage"),
            Command::AddVoltage},
    Offered{protocols::techniques::loop, QT_TRANSLATE_NOOP("StepList", "&Loop back"), Command::AddLoop},
};

constexpr int sampleWidth_px = 144;

}  // namespace

StepList::StepList(ProtocolEditor& editor, QWidget* parent)
    : QWidget(parent),
      m_editor(editor),
      m_model(new StepListModel(editor, this)),
      m_view(new QTreeView(this)),
      m_stack(new QStackedWidget(this)),
      m_notice(new QLabel(this))
{
    m_view->setObjectName(QStringLiteral("protocolSteps"));
    m_view->setAccessibleName(tr("Steps of the protocol"));
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragDropOverwriteMode(false);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->header()->setStretchLastSection(false);
    m_notice->setObjectName(QStringLiteral("protocolStepsNotice"));
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setMargin(24);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_notice);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
    connectView();
    layOut();
    updateActions();
}

QWidget* StepList::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    m_add = new QToolButton(bar);
    m_add->setObjectName(QStringLiteral("addStep"));
    m_add->setText(tr("Add step"));
    m_add->setIcon(lineIcon(QStringLiteral("add")));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setAutoRaise(true);
    auto* menu = new QMenu(m_add);
    for (const Offered& offered : offeredTable) {
        QAction* action = menu->addAction(QCoreApplication::translate("StepList", offered.name));
        action->setObjectName(QStringLiteral("add-") + toQString(offered.technique));
        connect(action, &QAction::triggered, this, [this, &offered] { addStep(offered.technique); });
        m_adding.emplace(offered.command, action);
    }
    m_add->setMenu(menu);
    layout->addWidget(m_add);
    const auto offer = [&](const ListAction& offered) { return addListAction(*m_view, *bar, offered); };
    m_remove = offer({"removeSteps", "delete", tr("Remove"), tr("Take the selected steps out"), QKeySequence::Delete});
    m_copy = offer({"copySteps", "copy", tr("Copy"), tr("Copy the selected steps, for this protocol or another")});
    m_paste = offer({"pasteSteps", "paste", tr("Paste"), tr("Put the copied steps below the selected one")});
    m_up = offer({"stepsUp", "up", tr("Up"), tr("Move the selected steps up"), QKeySequence(Qt::ALT | Qt::Key_Up)});
    m_down = offer(
        {"stepsDown", "down", tr("Down"), tr("Move the selected steps down"), QKeySequence(Qt::ALT | Qt::Key_Down)});
    layout->addStretch();
    connect(m_remove, &QAction::triggered, this, &StepList::remove);
    connect(m_copy, &QAction::triggered, this, &StepList::copy);
    connect(m_paste, &QAction::triggered, this, &StepList::paste);
    connect(m_up, &QAction::triggered, this, [this] { move(-1); });
    connect(m_down, &QAction::triggered, this, [this] { move(+1); });
    return bar;
}

std::map<Command, QAction*> StepList::actions() const
{
    std::map<Command, QAction*> offered = m_adding;
    offered.emplace(Command::RemoveSteps, m_remove);
    offered.emplace(Command::MoveStepsUp, m_up);
    offered.emplace(Command::MoveStepsDown, m_down);
    return offered;
}

void StepList::connectView()
{
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_selected = selected();
        m_resetting = true;
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &StepList::keepSelection);
    connect(m_model, &StepListModel::moved, this, &StepList::select);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_resetting) {
            updateActions();
            Q_EMIT selectionChanged();
        }
    });
    connect(&m_editor, &ProtocolEditor::changed, this, &StepList::updateActions);
    connect(&m_editor, &ProtocolEditor::opened, this, [this] {
        select({});
        updateActions();
    });
    connect(QApplication::clipboard(), &QClipboard::dataChanged, this, &StepList::updateActions);
}

void StepList::keepSelection()
{
    m_resetting = false;
    layOut();
    select(m_selected);
    updateActions();
    Q_EMIT selectionChanged();
}

void StepList::layOut()
{
    QHeaderView* header = m_view->header();
    header->setSectionResizeMode(StepListModel::numberColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(StepListModel::wordsColumn, QHeaderView::Stretch);
    if (m_model->columnCount() > StepListModel::sampleColumn) {
        header->setSectionResizeMode(StepListModel::sampleColumn, QHeaderView::Interactive);
        header->resizeSection(StepListModel::sampleColumn, sampleWidth_px);
    }
}

std::vector<protocols::StepKey> StepList::selected() const
{
    std::vector<protocols::StepKey> keys;
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end());
    for (const int row : rows) {
        keys.push_back(m_model->keyAt(row));
    }
    return keys;
}

void StepList::select(const std::vector<protocols::StepKey>& keys)
{
    QItemSelection selection;
    QModelIndex last;
    for (const protocols::StepKey key : keys) {
        if (const int row = m_model->rowOf(key); row >= 0) {
            last = m_model->index(row, 0);
            selection.select(last, last);
        }
    }
    QItemSelectionModel* model = m_view->selectionModel();
    if (last.isValid()) {
        model->setCurrentIndex(last, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(last);
    }
    model->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void StepList::selectAll()
{
    m_view->selectAll();
}

void StepList::setWhyNotWritable(const QString& reason)
{
    m_whyNotWritable = reason;
    m_model->setWritable(reason.isEmpty());
    updateActions();
}

/// Below the last selected step, else at the end.
std::size_t StepList::placeForNew() const
{
    const std::vector<protocols::StepKey> keys = selected();
    return keys.empty() ? m_editor.protocol().steps.size() : static_cast<std::size_t>(m_model->rowOf(keys.back())) + 1;
}

void StepList::addStep(std::string_view technique)
{
    const protocols::StepKey key = m_editor.protocol().nextKey;
    m_editor.edit(protocols::withNewStep(m_editor.protocol(), placeForNew(), technique));
    select({key});
    m_view->setFocus();
}

void StepList::remove()
{
    const std::vector<protocols::StepKey> keys = selected();
    const int row = keys.empty() ? 0 : m_model->rowOf(keys.front());
    m_editor.edit(protocols::withoutSteps(m_editor.protocol(), keys));
    if (const int rows = m_model->rowCount(); rows > 0) {
        select({m_model->keyAt(std::min(row, rows - 1))});
    }
}

void StepList::move(int by)
{
    const std::vector<protocols::StepKey> keys = selected();
    if (keys.empty()) {
        return;
    }
    const int place = by < 0 ? m_model->rowOf(keys.front()) - 1 : m_model->rowOf(keys.back()) + 2;
    if (place < 0 || place > m_model->rowCount()) {
        return;
    }
    m_editor.edit(protocols::withStepsMoved(m_editor.protocol(), keys, static_cast<std::size_t>(place)));
    select(keys);
}

void StepList::copy()
{
    QApplication::clipboard()->setText(
        toQString(protocols::copiedSteps(m_editor.protocol(), selected(), m_editor.document())));
}

void StepList::paste()
{
    try {
        const protocols::StepKey first = m_editor.protocol().nextKey;
        protocols::EditedProtocol pasted = protocols::withStepsPasted(
            m_editor.protocol(), placeForNew(), QApplication::clipboard()->text().toStdString(), m_editor.document());
        std::vector<protocols::StepKey> keys;
        for (protocols::StepKey key = first; key < pasted.nextKey; ++key) {
            keys.push_back(key);
        }
        m_editor.edit(std::move(pasted));
        select(keys);
    } catch (const Error&) {
        Q_EMIT refused(tr("The clipboard holds no steps of a protocol. Copy some with “Copy”, or their JSON."));
    }
}

QString StepList::whyNotSelected() const
{
    if (!m_editor.isOpen()) {
        return tr("Choose a protocol first.");
    }
    return m_view->selectionModel()->hasSelection() ? QString() : tr("Select one or more steps first.");
}

QString StepList::whyNotCopy() const
{
    return whyNotSelected();
}

QString StepList::whyNotPaste() const
{
    if (!m_editor.isOpen()) {
        return tr("Choose a protocol first.");
    }
    if (!m_whyNotWritable.isEmpty()) {
        return m_whyNotWritable;
    }
    // Whether they are steps is seen when they are pasted: another program may have copied very much.
    const QMimeData* const copied = QApplication::clipboard()->mimeData();
    return copied != nullptr && copied->hasText() ? QString() : tr("Copy steps of a protocol first.");
}

void StepList::updateActions()
{
    const QString onSteps = m_whyNotWritable.isEmpty() ? whyNotSelected() : m_whyNotWritable;
    const QString onProtocol = !m_editor.isOpen() ? tr("Choose a protocol first.") : m_whyNotWritable;
    const std::vector<protocols::StepKey> keys = selected();
    const bool atTop = !keys.empty() && m_model->rowOf(keys.front()) == 0;
    const bool atEnd = !keys.empty() && m_model->rowOf(keys.back()) == m_model->rowCount() - 1;
    setWhyNot(*m_remove, onSteps);
    setWhyNot(*m_copy, whyNotCopy());
    setWhyNot(*m_paste, whyNotPaste());
    setWhyNot(*m_up, onSteps.isEmpty() && atTop ? tr("The first step cannot go further up.") : onSteps);
    setWhyNot(*m_down, onSteps.isEmpty() && atEnd ? tr("The last step cannot go further down.") : onSteps);
    m_add->setEnabled(onProtocol.isEmpty());
    for (const auto& [command, action] : m_adding) {
        action->setEnabled(onProtocol.isEmpty());
        action->setToolTip(onProtocol);
    }
    m_add->setToolTip(onProtocol.isEmpty() ? tr("Put a new step below the selected one") : onProtocol);
    const bool empty = m_editor.protocol().steps.empty();
    m_notice->setText(!m_editor.isOpen()           ? tr("Choose a protocol at the left, or make a new one.")
                      : m_whyNotWritable.isEmpty() ? tr("The steps of the protocol belong here.\n"
                                                        "Add the first one with “Add step”, or paste copied ones.")
                                                   : tr("This protocol has no steps."));
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_notice) : m_view);
    Q_EMIT actionsChanged();
}

}  // namespace aurora::gui
