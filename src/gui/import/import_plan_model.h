#pragma once

#include "aurora/services/plan_import.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

#include <filesystem>
#include <map>
#include <set>
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

    /// What was chosen for files that are there again stays; so does a field that is open, when they are the same
    /// files.
    void setFiles(std::vector<services::PlannedFile> files);

    void setSamples(const QStringList& samples);

    /// The choice that a file belongs to no sample, whatever was found.
    [[nodiscard]] static QString nobodys();

    /// Why what was typed for a file is no choice, with the name of the file; empty: there is no such.
    [[nodiscard]] QString whyNot() const;

    [[nodiscard]] const QStringList& samples() const noexcept { return m_samples; }

    [[nodiscard]] const services::PlannedFile& file(int row) const;

    /// What the user chose, by absolute path.
    [[nodiscard]] std::map<std::filesystem::path, SampleId> chosen() const;
    /// Files that are nobody's.
    [[nodiscard]] std::set<std::filesystem::path> ofNobody() const;

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
    /// A sample of the project for the file, or a part of its ID that only it has; nobodys(); an empty text takes the
    /// choice back. Any other text stays as it is, and has to be mended before anything is imported.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void choiceChanged();

private:
    struct Row
    {
        services::PlannedFile plan;
        QString chosen;  ///< as it was typed: perhaps no sample
    };

    [[nodiscard]] bool isUnknown(const Row& row) const;
    /// Empty when there is none.
    [[nodiscard]] QString sampleOf(const Row& row) const;
    [[nodiscard]] QString wordsOf(const Row& row) const;
    /// Puts what was found of the same files in their rows; false when they are others.
    bool updateInPlace(std::vector<services::PlannedFile>& files);

    [[nodiscard]] QString sampleText(const Row& row) const;

    std::vector<Row> m_rows;
    QStringList m_samples;
    QSet<QString> m_known;
};

}  // namespace aurora::gui
