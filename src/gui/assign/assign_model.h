#pragma once

#include "aurora/services/report.h"
#include "aurora/services/unassigned_files.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace aurora::gui {

/// Files that belong to no sample, the sample chosen for each, and what came of it.
class AssignModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FileColumn,
        SampleColumn,
        ResultColumn,
        ReasonColumn,
        CopyColumn,
        PlaceColumn
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Files that are there already keep what was chosen for them; those that something came of stay when they wait no
    /// more.
    void setFiles(std::vector<services::UnassignedFile> files);
    [[nodiscard]] const services::UnassignedFile& file(int row) const;

    /// The sample chosen for a file; empty: none yet.
    [[nodiscard]] const QString& sample(int row) const;
    /// Files that were assigned already stay as they are.
    void choose(int row, const QString& sample);

    /// All samples of the project: what was typed and is none of them is kept, but nothing is assigned to it.
    void setKnown(const QStringList& samples);

    /// What was typed for a file and is no Sample ID; empty: there is no such.
    [[nodiscard]] QString unknown() const;

    /// Ids of the files that have a sample and were not assigned yet, by sample.
    [[nodiscard]] std::map<std::string, std::vector<std::int64_t>> toAssign() const;

    /// What came of those files.
    void setOutcome(const std::vector<services::AssignedFile>& states, const services::Report& report);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        services::UnassignedFile file;
        QString sample{};
        QString result{};
        bool done = false;
    };

    [[nodiscard]] QString cellText(const Row& row, int column) const;
    [[nodiscard]] bool isUnknown(const Row& row) const;
    void setResult(Row& row, const services::AssignedFile& state, const services::Report& report);

    std::vector<Row> m_rows;
    QSet<QString> m_known;
};

}  // namespace aurora::gui
