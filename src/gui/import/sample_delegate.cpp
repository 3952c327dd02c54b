#include "gui/import/sample_delegate.h"

#include "aurora/core/file.h"
#include "aurora/core/nearest_names.h"
#include "gui/frame/background.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/import/import_plan_model.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStringListModel>

namespace aurora::gui {

namespace {

constexpr qsizetype fewSamples = 100;  // sorted by nearness at once, which takes a moment a sample

std::vector<std::string> namesOf(const services::PlannedFile& file)
{
    std::vector<std::string> texts = file.hints;
    texts.push_back(pathText(file.file));
    return texts;
}

QStringList nearestFirst(const QStringList& samples, const std::vector<std::string>& texts)
{
    std::vector<std::string> ids;
    ids.reserve(static_cast<std::size_t>(samples.size()));
    for (const QString& sample : samples) {
        ids.push_back(sample.toStdString());
    }
    QStringList nearest;
    nearest.reserve(samples.size());
    for (const std::string& id : nearestNames(std::move(ids), texts)) {
        nearest.append(toQString(id));
    }
    return nearest;
}

/// Another order of the same list, under what is being typed.
void setOrder(QComboBox& box, QStringListModel& list, const QStringList& samples)
{
    const QSignalBlocker blocker(box);
    const QString typed = box.currentText();
    list.setStringList(samples);
    box.setCurrentIndex(-1);
    box.setEditText(typed);
}

/// The list of samples: in its own order until the nearest are known. An open list is left as it is.
void fill(QComboBox& box, const ImportPlanModel& plan, int row)
{
    const QStringList nobodys =  // an inference can be taken back
        plan.file(row).sampleId.empty() ? QStringList() : QStringList(ImportPlanModel::nobodys());
    auto* list = new QStringListModel(nobodys + plan.samples(), &box);
    box.setModel(list);
    const std::vector<std::string> texts = namesOf(plan.file(row));
    if (plan.samples().size() <= fewSamples) {
        list->setStringList(nobodys + nearestFirst(plan.samples(), texts));
        return;
    }
    inBackground(
        &box, [samples = plan.samples(), texts] { return nearestFirst(samples, texts); },
        [&box, list, nobodys](const QStringList& samples) {
            const bool isOpen = box.view()->isVisible() || box.completer()->popup()->isVisible();
            if (!isOpen) {
                setOrder(box, *list, nobodys + samples);
            }
        },
        [](const Failure& /*the list stays in its own order*/) {});
}

}  // namespace

QWidget* SampleDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                      const QModelIndex& index) const
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("sampleOfFile"));
    box->setAccessibleName(tr("Sample of the file"));
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setPlaceholderText(tr("A part of its ID"));
    if (const auto* model = qobject_cast<const ImportPlanModel*>(index.model())) {
        fill(*box, *model, index.row());
    }
    auto* self = const_cast<SampleDelegate*>(this);
    const auto commit = [self, box] {  // a choice acts when it is made
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    };
    connect(box, &QComboBox::activated, self, commit);
    connect(new PartOfId(box), &PartOfId::taken, self, commit);
    return box;
}

void SampleDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    auto* box = qobject_cast<QComboBox*>(editor);
    box->setCurrentIndex(-1);
    box->setEditText(index.data(Qt::EditRole).toString());
    box->lineEdit()->selectAll();
}

void SampleDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    model->setData(index, qobject_cast<QComboBox*>(editor)->currentText(), Qt::EditRole);
}

}  // namespace aurora::gui
