#pragma once

#include "gui/frame/page.h"

#include <QDialog>
#include <QStringList>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTableWidget;

namespace aurora::gui {

struct JobRecord;

/// What a job was told to do, as steps in words, and everything that is known of it, as JSON to copy.
class JobDetails final : public QDialog
{
    Q_OBJECT

public:
    JobDetails(Frame& frame, const QString& job, QWidget* parent);

private:
    void read(Frame& frame, const QString& job);
    void showRecord(const JobRecord& record);
    void copy();

    QLabel* m_summary;
    QLabel* m_whyNoSteps;
    QTableWidget* m_steps;
    QPlainTextEdit* m_json;
    QTabWidget* m_tabs;
};

/// Why no details can be shown of the jobs of the selected rows; empty when they can.
[[nodiscard]] QString whyNotJobDetails(const QStringList& jobs);

}  // namespace aurora::gui
