#pragma once

#include "gui/charts/chart_view.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace aurora::gui {

/// A chart with its title, the row of its settings (which collapses), reset, export and maximise.
class ChartPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPanel(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] ChartView& view() noexcept { return *m_view; }

    /// Adds a control to the row of settings; a label before it where there is one.
    void addSetting(const QString& label, QWidget* control);

    void setModel(PlotModel model);

    /// One sentence below the settings: what went wrong, or was done. Empty text takes it away.
    void setMessage(const QString& message);

    void setMaximised(bool maximised);

Q_SIGNALS:
    void maximiseRequested(bool maximised);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QHBoxLayout* buttons();
    /// Beside the title where there is room, else in a row below it.
    void placeSettings();
    void exportPicture();
    void exportPoints();
    void showRemarks();

    QString m_title;
    ChartView* m_view;
    QWidget* m_settings;
    QHBoxLayout* m_settingsRow;
    QGridLayout* m_top;
    bool m_settingsBelow = false;
    QLabel* m_remarks;
    QToolButton* m_maximise = nullptr;
    QString m_message;
};

}  // namespace aurora::gui
