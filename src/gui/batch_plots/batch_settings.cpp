#include "gui/batch_plots/batch_settings.h"

#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/choice_box.h"
#include "gui/tables/cell_format.h"

#include "aurora/core/json.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QHash>
#include <QSettings>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aurora::gui {

namespace {

constexpr int automatic = -1;
constexpr int categories = -2;
constexpr int noAverages = -1;
constexpr int settingsGrid_px = 8;

void addColumn(QComboBox& box, const QString& column)
{
    const std::string name = column.toStdString();
    box.addItem(columnTitle(name), column);
    if (const QString tip = columnTip(name); !tip.isEmpty()) {
        box.setItemData(box.count() - 1, tip, Qt::ToolTipRole);
    }
}

/// Fills a list with the columns, keeping what is chosen.
void setColumns(QComboBox& box, const QStringList& columns)
{
    const QSignalBlocker quiet(box);
    const QString chosen = box.currentData().toString();
    box.clear();
    for (const QString& column : columns) {
        addColumn(box, column);
    }
    if (!chosen.isEmpty() && !columns.contains(chosen)) {
        addColumn(box, chosen);
    }
    selectData(box, chosen);
    showWholeEntries(box);
    box.updateGeometry();  // quiet: nothing else tells how wide the chosen one is
}

/// Fills a list with the columns under headings; what is under none comes first.
void setGroupedColumns(QComboBox& box, const QString& nothing, const SampleColumns& columns)
{
    const QSignalBlocker quiet(box);
    const QString chosen = box.currentData().toString();
    box.clear();
    box.addItem(nothing, QString());
    const auto add = [&box](const QString& heading, const QStringList& group) {
        if (group.isEmpty()) {
            return;
        }
        box.addItem(heading);
        auto* item = qobject_cast<QStandardItemModel*>(box.model())->item(box.count() - 1);
        QFont bold = box.font();
        bold.setBold(true);
        item->setFont(bold);
        item->setFlags(Qt::NoItemFlags);
        for (const QString& column : group) {
            addColumn(box, column);
        }
    };
    add(BatchSettings::tr("Words"), columns.words);
    add(BatchSettings::tr("Numbers"), columns.numbers);
    add(BatchSettings::tr("The same for all samples"), columns.same);
    add(BatchSettings::tr("Another for each sample"), columns.each);
    if (!chosen.isEmpty() && box.findData(chosen) < 0) {
        addColumn(box, chosen);
    }
    selectData(box, chosen);
    showWholeEntries(box);
    box.updateGeometry();  // quiet: nothing else tells how wide the chosen one is
}

/// Chooses a column, also one that is not known yet.
void chooseColumn(QComboBox& box, const QString& column)
{
    if (box.findData(column) < 0) {
        addColumn(box, column);
    }
    box.setCurrentIndex(box.findData(column));
    box.updateGeometry();  // also where the box is to be quiet
}

}  // namespace

BatchSettings::BatchSettings(ChartPanel& perCycle, ChartPanel& scatter, QWidget* parent)
    : QWidget(parent),
      m_colourBy(choiceBox(tr("Colour the samples by"))),
      m_styleBy(choiceBox(tr("Marker and line of the samples by"))),
      m_colours(choiceBox(tr("Colour map"))),
      m_reversed(new QCheckBox(tr("Reversed"))),
      m_draw(choiceBox(tr("Lines and markers"))),
      m_averages(choiceBox(tr("Averages over the samples of a group"))),
      m_cycleY(choiceBox(tr("y axis of the per-cycle chart"))),
      m_scatterX(choiceBox(tr("x axis of the scatter chart"))),
      m_scatterY(choiceBox(tr("y axis of the scatter chart")))
{
    m_colourBy->setObjectName(QStringLiteral("colourBy"));
    m_styleBy->setObjectName(QStringLiteral("styleBy"));
    m_colours->setObjectName(QStringLiteral("colourMap"));
    m_reversed->setObjectName(QStringLiteral("reversed"));
    m_averages->setObjectName(QStringLiteral("averages"));
    m_draw->setObjectName(QStringLiteral("draw"));
    m_cycleY->setObjectName(QStringLiteral("cycleY"));
    m_scatterX->setObjectName(QStringLiteral("scatterX"));
    m_scatterY->setObjectName(QStringLiteral("scatterY"));
    makeLookControls();
    addAutomatic(*m_cycleY);
    addCycleColumns(*m_cycleY);
    perCycle.addSetting(tr("y:"), m_cycleY);
    chooseColumn(*m_scatterX, QStringLiteral("Initial specific discharge capacity (mAh/g)"));
    chooseColumn(*m_scatterY, QStringLiteral("Capacity loss (%)"));
    scatter.addSetting(tr("x:"), m_scatterX);
    scatter.addSetting(tr("y:"), m_scatterY);
    setSampleColumns({});

    for (QComboBox* box : {m_colourBy, m_styleBy, m_colours, m_draw, m_averages}) {
        connect(box, &QComboBox::currentIndexChanged, this, &BatchSettings::lookChanged);
    }
    connect(m_reversed, &QCheckBox::toggled, this, &BatchSettings::lookChanged);
    connect(m_cycleY, &QComboBox::currentIndexChanged, this, &BatchSettings::cycleColumnChanged);
    connect(m_scatterX, &QComboBox::currentIndexChanged, this, &BatchSettings::scatterChanged);
    connect(m_scatterY, &QComboBox::currentIndexChanged, this, &BatchSettings::scatterChanged);
}

void BatchSettings::makeLookControls()
{
    m_colours->addItem(tr("automatic"), automatic);
    m_colours->setItemData(0, tr("Viridis for numbers, a colour each for words"), Qt::ToolTipRole);
    m_colours->addItem(tr("a colour each"), categories);
    for (const ColourMapInfo& info : colourMaps()) {
        m_colours->addItem(QCoreApplication::translate("ColourMap", info.name), static_cast<int>(info.map));
    }
    m_draw->addItem(tr("lines and markers"), static_cast<int>(PlotStyle::LineAndMarkers));
    m_draw->addItem(tr("lines"), static_cast<int>(PlotStyle::Line));
    m_draw->addItem(tr("markers"), static_cast<int>(PlotStyle::Markers));
    m_averages->addItem(tr("each sample"), noAverages);
    m_averages->addItem(tr("mean ± sd, filled"), static_cast<int>(Spread::Fill));
    m_averages->addItem(tr("mean ± sd, bars"), static_cast<int>(Spread::Bars));
    m_averages->addItem(tr("mean ± sd, both"), static_cast<int>(Spread::FillAndBars));
    m_averages->addItem(tr("mean only"), static_cast<int>(Spread::None));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(settingsGrid_px, 0, settingsGrid_px, settingsGrid_px);
    form->setSpacing(settingsGrid_px / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QComboBox* box : {m_colourBy, m_styleBy, m_colours, m_draw, m_averages}) {
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    form->addRow(tr("Colour by"), m_colourBy);
    form->addRow(tr("Colours"), m_colours);
    form->addRow(QString(), m_reversed);
    form->addRow(tr("Style by"), m_styleBy);
    form->addRow(tr("Draw"), m_draw);
    form->addRow(tr("Averages"), m_averages);
}

GroupChoice BatchSettings::groups() const
{
    GroupChoice choice;
    choice.colourBy = m_colourBy->currentData().toString().toStdString();
    choice.styleBy = m_styleBy->currentData().toString().toStdString();
    const int colours = m_colours->currentData().toInt();
    choice.colours = colours == automatic    ? ColourKind::Automatic
                     : colours == categories ? ColourKind::Categories
                                             : ColourKind::Map;
    choice.scale.map = colours >= 0 ? static_cast<ColourMap>(colours) : ColourMap::Viridis;
    choice.scale.direction = m_reversed->isChecked() ? MapDirection::Reversed : MapDirection::Forward;
    choice.draw = static_cast<PlotStyle>(m_draw->currentData().toInt());
    return choice;
}

std::optional<Spread> BatchSettings::averages() const
{
    const int spread = m_averages->currentData().toInt();
    return spread == noAverages ? std::nullopt : std::optional(static_cast<Spread>(spread));
}

std::string BatchSettings::cycleColumn() const
{
    return m_cycleY->currentData().toString().toStdString();
}

void BatchSettings::showAutomaticColumn(const QString& column)
{
    showAutomatic(*m_cycleY, column);
}

std::string BatchSettings::scatterX() const
{
    return m_scatterX->currentData().toString().toStdString();
}

std::string BatchSettings::scatterY() const
{
    return m_scatterY->currentData().toString().toStdString();
}

void BatchSettings::setScatter(const QString& x, const QString& y)
{
    {
        const QSignalBlocker quietX(m_scatterX);
        const QSignalBlocker quietY(m_scatterY);
        chooseColumn(*m_scatterX, x);
        chooseColumn(*m_scatterY, y);
    }
    Q_EMIT scatterChanged();
}

void BatchSettings::setSampleColumns(const SampleColumns& columns)
{
    setGroupedColumns(*m_colourBy, tr("sample"), columns);
    setGroupedColumns(*m_styleBy, tr("nothing"), columns);
    setColumns(*m_scatterX, columns.all);
    setColumns(*m_scatterY, columns.all);
}

std::vector<std::pair<QString, QComboBox*>> BatchSettings::remembered() const
{
    return {{QStringLiteral("colourBy"), m_colourBy}, {QStringLiteral("styleBy"), m_styleBy},
            {QStringLiteral("colours"), m_colours},   {QStringLiteral("draw"), m_draw},
            {QStringLiteral("averages"), m_averages}, {QStringLiteral("cycleY"), m_cycleY},
            {QStringLiteral("scatterX"), m_scatterX}, {QStringLiteral("scatterY"), m_scatterY}};
}

void BatchSettings::restore(const QSettings& settings)
{
    for (const auto& [key, box] : remembered()) {
        const QVariant value = settings.value(QStringLiteral("BatchPlots/") + key);
        if (!value.isValid()) {
            continue;
        }
        const bool column = box == m_colourBy || box == m_styleBy || box == m_scatterX || box == m_scatterY;
        if (column && !value.toString().isEmpty()) {
            chooseColumn(*box, value.toString());
        } else {
            selectData(*box, value);
        }
    }
    m_reversed->setChecked(settings.value(QStringLiteral("BatchPlots/reversed"), false).toBool());
}

void BatchSettings::save(QSettings& settings) const
{
    for (const auto& [key, box] : remembered()) {
        settings.setValue(QStringLiteral("BatchPlots/") + key, box->currentData());
    }
    settings.setValue(QStringLiteral("BatchPlots/reversed"), m_reversed->isChecked());
}

namespace {

/// Times and names that no two samples share colour nothing but single samples.
bool groupsNothing(const std::vector<const Json*>& values)
{
    constexpr std::size_t fewest = 3;  // two values may be two groups
    std::set<std::string> different;
    for (const Json* value : values) {
        different.insert(value->dump());
    }
    return values.size() >= fewest && different.size() == values.size();
}

}  // namespace

SampleColumns sampleColumns(const LoadedSamples& samples)
{
    SampleColumns columns;
    QHash<QString, std::vector<const Json*>> values;
    for (const auto& sample : samples) {
        for (const auto& [key, value] : sample->curves().summary.items()) {
            const QString name = QString::fromStdString(key);
            if (!value.is_null() && value.is_primitive()) {
                if (!values.contains(name)) {
                    columns.all.append(name);
                }
                values[name].push_back(&value);
            }
        }
    }
    for (const QString& name : columns.all) {
        const std::vector<const Json*>& all = values[name];
        const auto equal = [&](const Json* value) { return *value == *all.front(); };
        if (name == QLatin1String("Sample ID")) {
            continue;  // the entry "sample" says it
        }
        if (all.size() == samples.size() && std::all_of(all.begin(), all.end(), equal)) {
            columns.same.append(name);
        } else if (std::all_of(all.begin(), all.end(), [](const Json* value) { return value->is_number(); })) {
            columns.numbers.append(name);
        } else {
            (groupsNothing(all) ? columns.each : columns.words).append(name);
        }
    }
    return columns;
}

}  // namespace aurora::gui
