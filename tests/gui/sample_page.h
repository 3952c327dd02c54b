#pragma once

#include "gui/made_curves.h"

#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_plots_page.h"
#include "support/temporary_folder.h"

#include <QTest>

namespace aurora::gui::test {

inline ChartView& chartOf(SamplePlotsPage& page, const char* name)
{
    return page.findChild<ChartPanel*>(QLatin1String(name))->view();
}

/// Tests of the page Sample plots begin here: it remembers its settings in a folder of the test, not among the user's.
class SamplePageTest : public QObject
{
protected:
    SamplePageTest()
    {
        qputenv("AURORA_USER_CONFIG", QByteArray::fromStdString((m_userFolder.path() / "config.json").string()));
    }

    aurora::test::TemporaryFolder m_userFolder;
};

}  // namespace aurora::gui::test
