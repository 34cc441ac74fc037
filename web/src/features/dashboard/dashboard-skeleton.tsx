import { Skeleton } from '@mantine/core'
import classes from './dashboard.module.css'

export function DashboardSkeleton() {
  return (
    <div className={classes.page} role="status" aria-busy="true" aria-label="Loading">
      <div className={classes.answer}>
        <Skeleton h={28} w="min(520px, 90%)" />
        <Skeleton h={16} w="min(380px, 70%)" mt={10} />
      </div>
      <Skeleton h={62} />
      <div className={classes.chartSpace} />
    </div>
  )
}
