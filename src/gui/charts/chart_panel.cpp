#include "gui/charts/chart_panel.h"

#include "gui/charts/chart_export.h"
#include "gui/frame/failure.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"

#include <QAction>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>

namespace aurora::gui {

namespace {

constexpr int grid_px = 8;

QToolButton* toolButton(const char* icon, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(lineIcon(QLatin1String(icon)));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    return button;
}

/// What went wrong as a sentence, or what was done.
QString outcome(const std::function<void()>& work, const QString& done)
{
    try {
        work();
        return done;
    } catch (...) {
        return describe(std::current_exception()).message;
    }
}

}  // namespace

ChartPanel::ChartPanel(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(title),
      m_view(new ChartView(this)),
      m_settings(new QWidget(this)),
      m_settingsRow(new QHBoxLayout(m_settings)),
      m_top(new QGridLayout),
      m_remarks(new QLabel(this))
{
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_settingsRow->setContentsMargins(grid_px, 0, 0, 0);
    m_settingsRow->setSpacing(grid_px / 2);
    m_settings->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_view->setAccessibleName(title);
    m_remarks->setWordWrap(true);
    m_remarks->setVisible(false);
    m_remarks->setContentsMargins(grid_px, 0, grid_px, 0);

    m_top->setContentsMargins(grid_px, grid_px / 2, grid_px / 2, grid_px / 2);
    m_top->setSpacing(grid_px / 2);
    m_top->addWidget(heading, 0, 0);
    m_top->addLayout(buttons(), 0, 2);
    m_top->setColumnStretch(1, 1);
    placeSettings();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_top);
    layout->addWidget(m_remarks);
    layout->addWidget(m_view, 1);
}

QHBoxLayout* ChartPanel::buttons()
{
    auto* row = new QHBoxLayout;
    auto* settings = toolButton("settings", tr("Show or hide the settings of this chart"), this);
    settings->setCheckable(true);
    settings->setChecked(true);
    connect(settings, &QToolButton::toggled, m_settings, &QWidget::setVisible);
    auto* reset = toolButton("whole-chart", tr("Back to the whole chart (double-click)"), this);
    connect(reset, &QToolButton::clicked, m_view, &ChartView::resetView);
    auto* more = toolButton("export", tr("Export this chart"), this);
    auto* menu = new QMenu(more);
    menu->addAction(tr("Picture (PNG, SVG, PDF)…"), this, &ChartPanel::exportPicture);
    menu->addAction(tr("Points drawn (CSV)…"), this, &ChartPanel::exportPoints);
    menu->addSeparator();
    menu->addAction(tr("Show all points, outliers too"), m_view, &ChartView::showEverything);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    m_maximise = toolButton("maximise", tr("Maximise this chart, or show all charts again"), this);
    m_maximise->setCheckable(true);
    connect(m_maximise, &QToolButton::toggled, this, &ChartPanel::maximiseRequested);
    for (QToolButton* button : {settings, reset, more, m_maximise}) {
        row->addWidget(button);
    }
    return row;
}

void ChartPanel::placeSettings()
{
    // The settings' own policy keeps their width out of the layout's minimum: a panel may be narrower than they are.
    m_settingsBelow = width() < m_top->minimumSize().width() + m_settings->minimumSizeHint().width();
    m_top->removeWidget(m_settings);
    if (m_settingsBelow) {
        m_top->addWidget(m_settings, 1, 0, 1, 3);
    } else {
        m_top->addWidget(m_settings, 0, 1);
    }
}

void ChartPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeSettings();
}

void ChartPanel::addSetting(const QString& label, QWidget* control)
{
    // The stretch at the end keeps the controls together at the left.
    if (m_settingsRow->count() == 0) {
        m_settingsRow->addStretch(1);
    }
    if (!label.isEmpty()) {
        auto* words = new QLabel(label, m_settings);
        words->setBuddy(control);
        m_settingsRow->insertWidget(m_settingsRow->count() - 1, words);
    }
    m_settingsRow->insertWidget(m_settingsRow->count() - 1, control);
}

void ChartPanel::setModel(PlotModel model)
{
    m_view->setModel(std::move(model));
    m_message.clear();
    showRemarks();
}

void ChartPanel::setMessage(const QString& message)
{
    m_message = message;
    showRemarks();
}

void ChartPanel::showRemarks()
{
    constexpr qsizetype mostLines = 2;
    const QStringList& leftOut = m_view->chart().model().leftOut;
    QStringList lines = leftOut.mid(0, mostLines);
    if (leftOut.size() > mostLines) {
        lines.append(tr("… and %1 more").arg(leftOut.size() - mostLines));
    }
    if (!m_message.isEmpty()) {
        lines.prepend(m_message);
    }
    m_remarks->setText(lines.join(QLatin1Char('\n')));
    m_remarks->setToolTip(leftOut.join(QLatin1Char('\n')));
    m_remarks->setVisible(!lines.isEmpty());
}

void ChartPanel::setMaximised(bool maximised)
{
    const QSignalBlocker quiet(m_maximise);
    m_maximise->setChecked(maximised);
}

void ChartPanel::exportPicture()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export picture"), m_title + QStringLiteral(".pdf"),
                                                      tr("PDF (*.pdf);;SVG (*.svg);;PNG, 300 dpi (*.png)"));
    if (file.isEmpty()) {
        return;
    }
    setMessage(outcome(
        [&] { savePicture(m_view->chart(), lightChartTheme(), printSize(m_view->viewport()->size()), toPath(file)); },
        tr("Written: %1").arg(file)));
}

void ChartPanel::exportPoints()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the points drawn"),
                                                      m_title + QStringLiteral(".csv"), tr("CSV (*.csv)"));
    if (file.isEmpty()) {
        return;
    }
    setMessage(outcome([&] { saveDrawnPoints(m_view->chart(), toPath(file)); }, tr("Written: %1").arg(file)));
}

}  // namespace aurora::gui
