#pragma once

#include "aurora/services/plan_import.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

#include <filesystem>
#include <map>
#include <vector>

namespace aurora::gui {

/// The files that would be imported, the sample that was found for each, and the one that the user chose instead.
class ImportPlanModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FileColumn,
        SampleColumn,
        WordsColumn  ///< how the sample was found, or what is wrong
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// What was chosen for files that are there again stays.
    void setFiles(std::vector<services::PlannedFile> files);

    void setSamples(const QStringList& samples);

    [[nodiscard]] const QStringList& samples() const noexcept { return m_samples; }

    [[nodiscard]] const services::PlannedFile& file(int row) const;

    /// What the user chose, by absolute path.
    [[nodiscard]] std::map<std::filesystem::path, SampleId> chosen() const;

    /// Files for which there is a sample, found or chosen.
    [[nodiscard]] int assigned() const;
    /// Files that cannot be stored before it is known when they began.
    [[nodiscard]] int needingStart() const;
    /// Files that would be stored, or kept until their sample is known.
    [[nodiscard]] int importable() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// A sample of the project for the file; an empty text takes the choice back, any other is refused.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void choiceChanged();

private:
    struct Row
    {
        services::PlannedFile plan;
        QString chosen;
    };

    [[nodiscard]] static QString sampleOf(const Row& row);
    [[nodiscard]] static QString wordsOf(const Row& row);

    std::vector<Row> m_rows;
    QStringList m_samples;
    QSet<QString> m_known;
};

}  // namespace aurora::gui
