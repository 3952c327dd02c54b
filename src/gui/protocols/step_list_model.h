#pragma once

#include "aurora/protocols/edited_protocol.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace aurora::gui {

class ProtocolEditor;

/// The steps of the open protocol in words, one a row, and what each means for a chosen sample. Rows can be dragged.
class StepListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit StepListModel(ProtocolEditor& editor, QObject* parent = nullptr);

    /// What the steps mean for a sample, one text a step; empty: no sample is chosen.
    void setCells(const QString& sampleId, const QStringList& cells);

    [[nodiscard]] protocols::StepKey keyAt(int row) const;
    /// The row of a step; -1 when it is gone.
    [[nodiscard]] int rowOf(protocols::StepKey key) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

    void setWritable(bool writable) { m_writable = writable; }

    static constexpr int numberColumn = 0;
    static constexpr int wordsColumn = 1;
    static constexpr int sampleColumn = 2;

Q_SIGNALS:
    void moved(const std::vector<aurora::protocols::StepKey>& keys);  ///< these were dragged

private:
    void readSteps();
    [[nodiscard]] bool stepsAreTheSame() const;
    [[nodiscard]] QString words(int row) const;

    ProtocolEditor& m_editor;
    std::vector<protocols::StepKey> m_keys;
    QString m_sample;
    QStringList m_cells;
    bool m_writable = true;
};

}  // namespace aurora::gui
