#include "gui/batch_plots/batch_chooser.h"

#include "gui/frame/background.h"
#include "gui/sample_plots/choice_box.h"
#include "gui/sample_plots/sample_list.h"

#include "aurora/services/sample_data.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

constexpr int grid_px = 8;

QStringList textsOf(const std::vector<std::string>& all)
{
    QStringList texts;
    for (const std::string& one : all) {
        texts.append(QString::fromStdString(one));
    }
    return texts;
}

QSet<QString> setOf(const std::vector<std::string>& all)
{
    const QStringList texts = textsOf(all);
    return {texts.begin(), texts.end()};
}

}  // namespace

BatchChooser::BatchChooser(QWidget* parent)
    : QWidget(parent), m_batch(choiceBox(tr("Batch whose samples are drawn"))), m_list(new SampleList)
{
    m_batch->setObjectName(QStringLiteral("batchChoice"));
    m_batch->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_list->setObjectName(QStringLiteral("batchSamples"));
    auto* words = new QLabel(tr("Batch"));
    words->setBuddy(m_batch);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid_px, grid_px, grid_px, 0);
    row->setSpacing(grid_px);
    row->addWidget(words);
    row->addWidget(m_batch, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    layout->addWidget(loadingRow());
    fillBatches();
    connect(m_list, &SampleList::tickedChanged, this, &BatchChooser::followTicks);
    connect(m_batch, &QComboBox::activated, this, [this](int) { chooseBatch(m_batch->currentData().toString()); });
}

void BatchChooser::offerWhenEmpty(QAction& fills)
{
    m_list->offerWhenEmpty(fills);
}

QWidget* BatchChooser::loadingRow()
{
    m_loading = new QWidget;
    m_loadingText = new QLabel;
    m_loadingBar = new QProgressBar;
    m_loadingBar->setTextVisible(false);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancelLoading"));
    connect(cancel, &QPushButton::clicked, this, &BatchChooser::cancelRequested);
    auto* layout = new QHBoxLayout(m_loading);
    layout->setContentsMargins(grid_px, 0, grid_px, grid_px);
    layout->addWidget(m_loadingText);
    layout->addWidget(m_loadingBar, 1);
    layout->addWidget(cancel);
    m_loading->setVisible(false);
    return m_loading;
}

void BatchChooser::setProject(const std::optional<services::Project>& project, const LastChoice& choice)
{
    m_project = project;
    m_chosenBatch = choice.samples.isEmpty() ? choice.batch : QString();
    m_listedBatch = choice.batch;
    m_tickedLastTime = choice.samples;
    m_askedBefore.clear();
    m_list->clear();
    m_all.clear();
    m_batches.clear();
    fillBatches();
    reload();
}

void BatchChooser::reload()
{
    const quint64 request = ++m_request;
    if (!m_project) {
        takeLists({});
        return;
    }
    inBackground(
        this,
        [project = *m_project] {
            return Lists{services::samplesWithData(project), services::listBatches(project),
                         services::analysedCycles(project)};
        },
        [this, request](const Lists& lists) {
            if (request == m_request) {
                takeLists(lists);
            }
        },
        [this, request](const Failure& failure) {
            if (request == m_request) {
                Q_EMIT failed(failure.message);
            }
        });
}

void BatchChooser::takeLists(const Lists& lists)
{
    QStringList names = textsOf(lists.samples);
    // Ticked samples without data stay in the list: their chart says why there is none.
    const QSet<QString> withData(names.begin(), names.end());
    for (const QString& sample : m_list->ticked()) {
        if (!withData.contains(sample)) {
            names.append(sample);
        }
    }
    m_all = names;
    m_cycles = lists.cycles;
    m_list->setSamples(listed(lists.batches));
    m_list->setCycles(m_cycles);
    if (lists.batches != m_batches) {
        m_batches = lists.batches;
        fillBatches();
    }
    if (const QStringList asked = std::exchange(m_askedBefore, {}); !asked.isEmpty() && !m_batches.empty()) {
        setTicked(asked);
    }
    if (!m_chosenBatch.isEmpty()) {
        followBatch();
    } else if (m_project) {
        tickAsLastTime();
    }
}

QStringList BatchChooser::listed(const std::vector<services::Batch>& batches) const
{
    const auto found = std::find_if(batches.begin(), batches.end(), [this](const services::Batch& one) {
        return QString::fromStdString(one.name) == m_listedBatch;
    });
    return found == batches.end() ? m_all : textsOf(found->samples);
}

void BatchChooser::showListed()
{
    if (!m_all.isEmpty()) {  // else nothing is known yet
        m_list->setSamples(listed(m_batches));
        m_list->setCycles(m_cycles);
    }
}

/// Nothing moves while the batch is as it was: ticking scrolls the list, and loads what is ticked.
void BatchChooser::followBatch()
{
    const services::Batch* chosen = batch(m_chosenBatch);
    const QStringList drawn = m_list->ticked();
    if (chosen == nullptr || m_batch->currentData().toString() != m_chosenBatch ||
        QSet<QString>(drawn.begin(), drawn.end()) != setOf(chosen->samples))
    {
        chooseBatch(m_chosenBatch);
    }
}

/// Ticks by hand among the samples of a batch: some of it are drawn, or all of them again.
void BatchChooser::followTicks()
{
    const services::Batch* listed = batch(m_listedBatch);
    const QStringList drawn = m_list->ticked();
    const bool whole = listed != nullptr && QSet<QString>(drawn.begin(), drawn.end()) == setOf(listed->samples);
    m_chosenBatch = whole ? m_listedBatch : QString();
    m_tickedLastTime.clear();
    m_askedBefore.clear();
    nameBatches();
    Q_EMIT tickedChanged();
}

const services::Batch* BatchChooser::batch(const QString& name) const
{
    const auto found = std::find_if(m_batches.begin(), m_batches.end(), [&](const services::Batch& one) {
        return QString::fromStdString(one.name) == name;
    });
    return found == m_batches.end() ? nullptr : &*found;
}

/// Samples that are no longer there are left out.
void BatchChooser::tickAsLastTime()
{
    const QStringList keys = m_list->keys();
    const QSet<QString> present(keys.begin(), keys.end());
    QStringList ticked;
    for (const QString& sample : std::exchange(m_tickedLastTime, {})) {
        if (present.contains(sample)) {
            ticked.append(sample);
        }
    }
    if (!ticked.isEmpty()) {
        m_list->setTicked(ticked);
        nameBatches();
        Q_EMIT tickedChanged();
    }
}

LastChoice BatchChooser::choice() const
{
    if (!m_chosenBatch.isEmpty()) {
        return {m_chosenBatch, {}};
    }
    const QStringList byHand = ticked() + m_tickedLastTime;
    return {byHand.isEmpty() ? QString() : m_listedBatch, byHand};
}

void BatchChooser::fillBatches()
{
    m_batch->clear();
    m_batch->addItem(m_batches.empty() ? tr("no batch yet") : tr("one by one"), QString());
    for (const services::Batch& one : m_batches) {
        m_batch->addItem(QString(), QString::fromStdString(one.name));
        m_batch->setItemData(m_batch->count() - 1, QString::fromStdString(one.description), Qt::ToolTipRole);
    }
    nameBatches();
    selectData(*m_batch, m_listedBatch);
}

/// How many samples each has, and how many of the listed one are drawn.
void BatchChooser::nameBatches()
{
    for (int entry = 1; entry < m_batch->count(); ++entry) {
        const QString name = m_batch->itemData(entry).toString();
        const services::Batch* one = batch(name);
        const auto all = one == nullptr ? 0 : one->samples.size();
        const bool inPart = name == m_listedBatch && m_chosenBatch.isEmpty();
        m_batch->setItemText(entry, inPart ? tr("%1 (%2 of %3)").arg(name).arg(ticked().size()).arg(all)
                                           : tr("%1 (%2)").arg(name).arg(all));
    }
    showWholeEntries(*m_batch);
    m_batch->updateGeometry();
}

QStringList BatchChooser::ticked() const
{
    return m_list->ticked();
}

void BatchChooser::setTicked(const QStringList& samples)
{
    const QSet<QString> asked(samples.begin(), samples.end());
    const auto same = std::find_if(m_batches.begin(), m_batches.end(),
                                   [&](const services::Batch& one) { return setOf(one.samples) == asked; });
    if (same != m_batches.end()) {
        chooseBatch(QString::fromStdString(same->name));
        return;
    }
    m_askedBefore = m_request > 0 && m_batches.empty() ? samples : QStringList();
    m_chosenBatch.clear();
    m_tickedLastTime.clear();
    m_batch->setCurrentIndex(0);
    m_listedBatch.clear();
    showListed();
    m_list->setTicked(samples);
    nameBatches();
}

void BatchChooser::chooseBatch(const QString& name)
{
    m_chosenBatch = name;
    m_listedBatch = name;
    m_tickedLastTime.clear();
    m_askedBefore.clear();
    showListed();
    nameBatches();
    const services::Batch* chosen = batch(name);
    if (chosen == nullptr) {
        return;  // not known yet, or "one by one": the ticks stay
    }
    selectData(*m_batch, name);
    m_list->setTicked(textsOf(chosen->samples));
    Q_EMIT tickedChanged();
}

void BatchChooser::startSearch()
{
    m_list->startSearch();
}

void BatchChooser::setLook(const QString& sample, const QColor& colour, const QString& words)
{
    m_list->setLook(sample, colour, words);
}

void BatchChooser::showLoading(const std::optional<std::pair<quint64, quint64>>& progress)
{
    m_loading->setVisible(progress.has_value());
    if (!progress) {
        return;
    }
    const auto [done, total] = *progress;
    m_loadingText->setText(total == 0 ? tr("Loading…") : tr("Loading %1 of %2").arg(done + 1).arg(total));
    m_loadingBar->setRange(0, static_cast<int>(total));
    m_loadingBar->setValue(static_cast<int>(done));
}

}  // namespace aurora::gui
