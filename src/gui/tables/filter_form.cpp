#include "gui/tables/filter_form.h"

#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/cell_format.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace aurora::gui {

namespace {

constexpr int formWidth_px = 340;
constexpr int wordsHeight_px = 180;

}  // namespace

FilterForm::FilterForm(std::shared_ptr<const TableData> table, std::vector<ColumnFilter> filters, int column,
                       QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_table(std::move(table)),
      m_filters(std::move(filters)),
      m_column(new QComboBox(this)),
      m_test(new QComboBox(this)),
      m_first(new QLineEdit(this)),
      m_and(new QLabel(tr("and"), this)),
      m_last(new QLineEdit(this)),
      m_words(new QListWidget(this)),
      m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("filterForm"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::Box);  // a styled panel has no edge on a dark page
    setForegroundRole(QPalette::Mid);
    setFixedWidth(formWidth_px);
    nameFields();
    for (const Table::ColumnInfo& info : m_table->table().columns) {
        m_column->addItem(columnTitle(info.name));
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    for (QWidget* widget : {static_cast<QWidget*>(m_column), static_cast<QWidget*>(m_test),
                            static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_and), static_cast<QWidget*>(m_last),
                            static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_note)})
    {
        layout->addWidget(widget);
    }
    layout->addLayout(makeButtons());
    m_column->setCurrentIndex(std::max(0, column));
    showColumn();
    connectFields();
}

void FilterForm::nameFields()
{
    m_column->setObjectName(QStringLiteral("filterColumn"));
    m_column->setAccessibleName(tr("Column to filter"));
    m_test->setObjectName(QStringLiteral("filterTest"));
    m_test->setAccessibleName(tr("Test"));
    m_first->setObjectName(QStringLiteral("filterValue"));
    m_first->setAccessibleName(tr("Value"));
    m_last->setObjectName(QStringLiteral("filterLastValue"));
    m_last->setAccessibleName(tr("Last value"));
    m_words->setObjectName(QStringLiteral("filterWords"));
    m_words->setAccessibleName(tr("What is shown"));
    m_words->setFixedHeight(wordsHeight_px);
    m_note->setObjectName(QStringLiteral("filterNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
}

QLayout* FilterForm::makeButtons()
{
    auto* remove = new QPushButton(tr("Remove filter"), this);
    remove->setObjectName(QStringLiteral("removeFilter"));
    auto* done = new QPushButton(tr("Done"), this);
    connect(remove, &QPushButton::clicked, this, [this] {
        Q_EMIT filterRemoved(column().name);
        close();
    });
    connect(done, &QPushButton::clicked, this, &QWidget::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(remove);
    buttons->addStretch();
    buttons->addWidget(done);
    return buttons;
}

void FilterForm::connectFields()
{
    connect(m_column, &QComboBox::currentIndexChanged, this, &FilterForm::showColumn);
    connect(m_test, &QComboBox::currentIndexChanged, this, [this] {
        showTest();
        valueChanged();
    });
    connect(m_first, &QLineEdit::textChanged, this, &FilterForm::valueChanged);
    connect(m_last, &QLineEdit::textChanged, this, &FilterForm::valueChanged);
    connect(m_words, &QListWidget::itemChanged, this, &FilterForm::valueChanged);
    connect(m_first, &QLineEdit::returnPressed, this, &QWidget::close);
    connect(m_last, &QLineEdit::returnPressed, this, &QWidget::close);
}

const Table::ColumnInfo& FilterForm::column() const
{
    return m_table->table().columns[static_cast<std::size_t>(m_column->currentIndex())];
}

FilterTest FilterForm::test() const
{
    return static_cast<FilterTest>(m_test->currentData().toInt());
}

std::optional<ColumnFilter> FilterForm::activeFilter() const
{
    const auto found = std::find_if(m_filters.begin(), m_filters.end(),
                                    [this](const ColumnFilter& filter) { return filter.column == column().name; });
    return found == m_filters.end() ? std::nullopt : std::optional(*found);
}

void FilterForm::showColumn()
{
    m_filling = true;
    const std::optional<ColumnFilter> active = activeFilter();
    m_test->clear();
    for (const FilterTest test : testsOf(filterKind(column()))) {
        m_test->addItem(testWords(test), static_cast<int>(test));
    }
    if (active) {
        m_test->setCurrentIndex(std::max(0, m_test->findData(static_cast<int>(active->test))));
    }
    const std::vector<std::string> values = active ? active->values : std::vector<std::string>();
    const bool words = filterKind(column()) == FilterKind::Status;
    m_first->setText(words || values.empty() ? QString() : toQString(values.front()));
    m_last->setText(words || values.size() < 2 ? QString() : toQString(values.back()));
    fillWords(words ? values : std::vector<std::string>());
    showTest();
    setNote({});
    m_filling = false;
}

void FilterForm::fillWords(const std::vector<std::string>& ticked)
{
    m_words->clear();
    if (filterKind(column()) != FilterKind::Status) {
        return;
    }
    std::map<std::string, int> counts;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        ++counts[toText(m_table->cell(row, m_column->currentIndex()))];
    }
    for (const std::string& word : ticked) {
        counts.try_emplace(word, 0);
    }
    for (const auto& [word, count] : counts) {
        const StatusLook look = statusLook(word);
        auto* item =
            new QListWidgetItem(tr("%1  (%2)").arg(word.empty() ? tr("blank") : look.text).arg(count), m_words);
        item->setData(Qt::UserRole, toQString(word));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(std::find(ticked.begin(), ticked.end(), word) != ticked.end() ? Qt::Checked
                                                                                          : Qt::Unchecked);
    }
}

void FilterForm::showTest()
{
    const FilterTest chosen = test();
    const bool words = chosen == FilterTest::OneOf;
    const std::size_t values = valuesOf(chosen);
    m_test->setVisible(!words);
    m_first->setVisible(values > 0);
    m_and->setVisible(values > 1);
    m_last->setVisible(values > 1);
    m_words->setVisible(words);
    const bool dates = filterKind(column()) == FilterKind::Date;
    m_first->setPlaceholderText(dates ? tr("2024-06-20 or 2024-06-20 08:00") : QString());
    m_last->setPlaceholderText(m_first->placeholderText());
    (words ? static_cast<QWidget*>(m_words) : values > 0 ? static_cast<QWidget*>(m_first) : m_test)->setFocus();
    adjustSize();
}

std::vector<std::string> FilterForm::typedValues() const
{
    std::vector<std::string> values;
    if (test() == FilterTest::OneOf) {
        for (int row = 0; row < m_words->count(); ++row) {
            if (m_words->item(row)->checkState() == Qt::Checked) {
                values.push_back(m_words->item(row)->data(Qt::UserRole).toString().toStdString());
            }
        }
        return values;
    }
    if (valuesOf(test()) > 0) {
        values.push_back(m_first->text().trimmed().toStdString());
    }
    if (valuesOf(test()) > 1) {
        values.push_back(m_last->text().trimmed().toStdString());
    }
    return values;
}

void FilterForm::valueChanged()
{
    if (m_filling || m_test->currentIndex() < 0) {
        return;
    }
    const ColumnFilter filter{.column = column().name, .test = test(), .values = typedValues()};
    const bool nothing =
        std::all_of(filter.values.begin(), filter.values.end(), [](const std::string& value) { return value.empty(); });
    const bool untouched =
        filter.test == FilterTest::OneOf ? filter.values.empty() : nothing && valuesOf(filter.test) > 0;
    const QString reason = whyNoFilter(filter, filterKind(column()));
    setNote(untouched ? QString() : reason);
    if (!reason.isEmpty() && !untouched) {
        return;
    }
    std::erase_if(m_filters, [&filter](const ColumnFilter& other) { return other.column == filter.column; });
    if (untouched) {
        Q_EMIT filterRemoved(filter.column);
        return;
    }
    m_filters.push_back(filter);
    Q_EMIT filterChanged(filter);
}

void FilterForm::setNote(const QString& note)
{
    m_note->setVisible(!note.isEmpty());
    m_note->setText(note.isEmpty() ? QString() : QStringLiteral("✕ ") + note);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(Tone::Bad, colours));
    m_note->setPalette(colours);
    adjustSize();
}

}  // namespace aurora::gui
