#include "gui/preferences/entry_list.h"

#include "gui/frame/qt_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int listWidth_px = 160;
constexpr int listSpacing_px = 3;

QString labelOf(const Json& entry)
{
    return toQString(textAt(entry, "label").value_or(""));
}

/// The entries of an object by label as a list of entries that hold their label, first.
Json listOf(const Json& byLabel)
{
    Json list = Json::array();
    for (const auto& [label, content] : byLabel.items()) {
        Json entry = content.contains("label") ? content : Json::object({{"label", label}});
        entry.update(content);
        entry["label"] = label;
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace

EntryList::EntryList(const QString& id, const QString& listKey, std::span<const FieldInfo> fields, const Json& newEntry,
                     QWidget* parent)
    : QWidget(parent),
      m_listKey(listKey),
      m_newEntry(newEntry),
      m_labels(new QListWidget(this)),
      m_form(new JsonForm(fields, this)),
      m_empty(new QLabel(this)),
      m_below(new QVBoxLayout)
{
    setObjectName(id);
    m_labels->setObjectName(id + QStringLiteral("-labels"));
    m_labels->setAccessibleName(listKey);
    m_labels->setMaximumWidth(listWidth_px);
    m_labels->setSpacing(listSpacing_px);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto* left = new QVBoxLayout;
    left->addWidget(m_labels, 1);
    left->addWidget(makeButtons());
    auto* content = new QWidget(this);
    auto* right = new QVBoxLayout(content);
    right->setContentsMargins(0, 0, 8, 0);
    right->addWidget(m_empty);
    right->addWidget(m_form);
    right->addLayout(m_below);
    right->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(left);
    layout->addWidget(scroll, 1);
    connect(m_labels, &QListWidget::currentRowChanged, this, &EntryList::showCurrent);
    connect(m_form, &JsonForm::edited, this, [this] {
        const int row = currentRow();
        if (row >= 0) {
            m_entries[static_cast<std::size_t>(row)] = m_form->content();
            m_labels->item(row)->setText(labelOf(m_form->content()));
            Q_EMIT edited();
        }
    });
    showCurrent();
}

QWidget* EntryList::makeButtons()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_add = new QPushButton(tr("&Add"), box);
    m_copy = new QPushButton(tr("&Duplicate"), box);
    m_remove = new QPushButton(tr("Re&move"), box);
    m_add->setObjectName(objectName() + QStringLiteral("-add"));
    m_remove->setObjectName(objectName() + QStringLiteral("-remove"));
    for (QPushButton* button : {m_add, m_copy, m_remove}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    m_remove->setToolTip(tr("Takes the entry out of the configuration. What was read and fetched from it stays."));
    connect(m_add, &QPushButton::clicked, this, [this] { add(m_newEntry); });
    connect(m_copy, &QPushButton::clicked, this, [this] { add(m_form->content()); });
    connect(m_remove, &QPushButton::clicked, this, &EntryList::remove);
    return box;
}

void EntryList::setEntries(const Json& entries)
{
    m_byLabel = entries.is_object() &&
                std::all_of(entries.begin(), entries.end(), [](const Json& entry) { return entry.is_object(); });
    m_labelInside = m_byLabel && std::any_of(entries.begin(), entries.end(),
                                             [](const Json& entry) { return entry.contains("label"); });
    m_entries = m_byLabel ? listOf(entries) : entries;
    const bool editable = m_entries.is_array();
    if (!editable) {
        m_empty->setText(tr("This is neither a list nor an object of entries by their label. It is kept as it is; edit "
                            "it in the file itself."));
    } else {
        m_empty->setText(tr("None yet. Add makes the first one."));
    }
    m_labels->setEnabled(editable);
    m_add->setEnabled(editable);
    m_add->setToolTip(editable ? QString() : m_empty->text());
    list(0);
}

Json EntryList::entries() const
{
    return m_byLabel ? asObject() : m_entries;
}

Json EntryList::asObject() const
{
    Json object = Json::object();
    for (Json entry : m_entries) {
        const std::string label = textAt(entry, "label").value_or("");
        if (!m_labelInside) {
            entry.erase("label");
        }
        object[label] = std::move(entry);
    }
    return object.size() == m_entries.size() && !object.contains("") ? object : m_entries;
}

void EntryList::list(int current)
{
    {
        const QSignalBlocker blocker(m_labels);
        m_labels->clear();
        if (m_entries.is_array()) {
            for (const Json& entry : m_entries) {
                m_labels->addItem(labelOf(entry));
            }
        }
        m_labels->setCurrentRow(std::min(current, m_labels->count() - 1));
    }
    showCurrent();
}

int EntryList::currentRow() const
{
    return m_entries.is_array() ? m_labels->currentRow() : -1;
}

QString EntryList::currentLabel() const
{
    const int row = currentRow();
    return row < 0 ? QString() : labelOf(m_entries[static_cast<std::size_t>(row)]);
}

void EntryList::showCurrent()
{
    const int row = currentRow();
    m_form->setVisible(row >= 0);
    m_empty->setVisible(row < 0);
    for (QAbstractButton* button : {m_copy, m_remove}) {
        button->setEnabled(row >= 0);
        button->setToolTip(row >= 0 ? QString() : tr("Select an entry first."));
    }
    if (row >= 0) {
        m_form->setContent(m_entries[static_cast<std::size_t>(row)]);
    }
    Q_EMIT currentChanged();
}

std::string EntryList::freeLabel(const std::string& wanted) const
{
    const auto taken = [this](const std::string& label) {
        return std::any_of(m_entries.begin(), m_entries.end(),
                           [&](const Json& entry) { return textAt(entry, "label").value_or("") == label; });
    };
    std::string label = wanted;
    for (int number = 2; taken(label); ++number) {
        label = wanted + std::to_string(number);
    }
    return label;
}

void EntryList::add(Json entry)
{
    entry["label"] = freeLabel(textAt(entry, "label").value_or("new"));
    m_entries.push_back(std::move(entry));
    list(static_cast<int>(m_entries.size()) - 1);
    if (QWidget* label = m_form->field(QStringLiteral("label"))) {
        label->setFocus();
    }
    Q_EMIT edited();
}

void EntryList::remove()
{
    const int row = currentRow();
    if (row < 0) {
        return;
    }
    m_entries.erase(static_cast<std::size_t>(row));
    list(row);
    Q_EMIT edited();
}

bool EntryList::showProblem(const std::optional<config::RefusedKey>& refused)
{
    const bool wholeList = refused && refused->list.empty() && refused->key == m_listKey.toStdString();
    const bool ours = m_entries.is_array() && refused && (refused->list == m_listKey.toStdString() || wholeList);
    const bool byLabel = m_byLabel && entries().is_object();
    const QString current = byLabel ? currentLabel() : QString::number(currentRow());
    const bool onScreen = ours && !wholeList && toQString(refused->entry) == current;
    m_form->showProblem(onScreen ? refused : std::nullopt);
    return ours;
}

}  // namespace aurora::gui
