#include "gui/plots/plots_page.h"

#include "gui/charts/plot_panel.h"
#include "gui/sample_plots/sample_plots_page.h"

#include <QVBoxLayout>

namespace aurora::gui {

PlotsPage::PlotsPage(Frame& frame, QWidget* parent) : Page(frame, parent), m_plots(new SamplePlotsPage(this))
{
    setObjectName(QStringLiteral("samplePlotsPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plots);
    connect(m_plots, &SamplePlotsPage::commandsChanged, this, &PlotsPage::commandsChanged);
    m_plots->offerWhenEmpty(*frame.commands.action(Command::ImportDataFiles));
    for (PlotPanel* panel : m_plots->findChildren<PlotPanel*>()) {
        panel->setTasks(frame.tasks);
        panel->setMessages(frame.messages);
    }
}

void PlotsPage::setProject(const std::optional<services::Project>& project)
{
    m_plots->setProject(project);
}

void PlotsPage::reload()
{
    m_plots->reload();
}

void PlotsPage::showSamples(const QStringList& ids)
{
    m_plots->showSamples(ids);
}

void PlotsPage::showFiles(const QStringList& files)
{
    m_plots->showFiles(files);
}

QString PlotsPage::whyNot(Command command) const
{
    return SamplePlotsPage::concerns(command) ? m_plots->whyNot(command) : Page::whyNot(command);
}

void PlotsPage::perform(Command command)
{
    m_plots->perform(command);
}

}  // namespace aurora::gui
