#include "gui/import/sample_delegate.h"

#include "aurora/core/file.h"
#include "aurora/services/unassigned_files.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/import/import_plan_model.h"

#include <QComboBox>
#include <QLineEdit>

namespace aurora::gui {

namespace {

constexpr qsizetype mostSorted = 5000;  // by nearness, which takes a moment a sample

QStringList nearestFirst(const ImportPlanModel& model, int row)
{
    if (model.samples().size() > mostSorted) {
        return model.samples();
    }
    std::vector<std::string> texts = model.file(row).hints;
    texts.push_back(pathText(model.file(row).file));
    std::vector<std::string> ids;
    for (const QString& sample : model.samples()) {
        ids.push_back(sample.toStdString());
    }
    QStringList nearest;
    for (const std::string& id : services::nearestSamples(std::move(ids), texts)) {
        nearest.append(toQString(id));
    }
    return nearest;
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
        box->addItems(nearestFirst(*model, index.row()));
        if (!model->file(index.row()).sampleId.empty()) {  // an inference can be taken back
            box->insertItem(0, ImportPlanModel::nobodys());
        }
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
