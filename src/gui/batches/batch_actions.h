#pragma once

#include <QStringList>

#include <vector>

class QWidget;

namespace aurora::gui {

struct Frame;

/// Analyses new data of the batches' samples, then writes the batches' files.
void analyseBatches(Frame& frame, const QStringList& names);

/// Asks for a file and writes the numbers of the batch as they are now.
void exportBatch(Frame& frame, QWidget* parent, const QString& name);

struct ShownBatch
{
    QString name;
    qsizetype samples = 0;
};

/// Says what is lost and asks, then deletes the batches.
void deleteBatches(Frame& frame, QWidget* parent, const std::vector<ShownBatch>& batches);

}  // namespace aurora::gui
